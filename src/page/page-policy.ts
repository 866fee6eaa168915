import { randomBytes } from 'node:crypto';

/** Stands in index.html where the page reads its nonce (`<meta name="csp-nonce" content="__NONCE__">`). */
const PLACEHOLDER = '__NONCE__';

/** 128 bits that nobody can guess, for one answer only. */
export function freshNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The content security policy of the page, as one header line.
 * @param connect what the page may talk to beside its own address, such as "ws://127.0.0.1:40123"
 */
export function pagePolicy({ nonce, connect }: { nonce: string; connect: string[] }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The grid and the components write style elements; the nonce lets theirs in and nobody else's.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The page's HTML with the nonce of the policy that goes out with it. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(PLACEHOLDER, () => nonce);
}
