import type { IncomingMessage } from 'node:http';

/** An answer that says no, with the reason for whoever reads the network tab. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Whether the request was meant for this very server. A page of another site that made its own name point to 127.0.0.1
 * (DNS rebinding) sends that name as Host, so only the exact address will do.
 * @param host such as "127.0.0.1:40123"
 */
export function refuseAddress(request: IncomingMessage, host: string): Refusal | null {
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1 || hosts[0] !== host) return { status: 421, text: 'Wrong host' };
  // A whole URL or "//name" here could name another server than the Host header did.
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('#'))
    return { status: 400, text: 'Wrong address' };
  return null;
}

/**
 * Whether a request with an effect comes from our own page. Browsers always name the origin there; who does not is no page.
 * @param origin such as "http://127.0.0.1:40123"
 */
export function refuseOrigin(request: IncomingMessage, origin: string): Refusal | null {
  const origins = request.headersDistinct['origin'] ?? [];
  return origins.length === 1 && origins[0] === origin
    ? null
    : { status: 403, text: 'Wrong origin' };
}

/** The path as it was asked for, without the query, escapes and all. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
