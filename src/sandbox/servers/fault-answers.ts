import type { FaultKind, Product } from './faults.ts';
import type { SandboxAnswer } from './http-server.ts';
import type { WireRecord } from '../wire-record.ts';

const TITLES: { [status: number]: string } = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** What a product answers with a status that is no success: RFC 7807 from Raise, `{message}` or an empty 404 from CRM+. */
export function errorAnswer(
  product: Product,
  status: number,
  path: string,
  headers: { [name: string]: string } = {},
  detail?: string,
): SandboxAnswer {
  if (product === 'raise') {
    const problem: WireRecord = {
      type: `https://httpstatuses.io/${status}`,
      title: TITLES[status] ?? 'Error',
      status,
      detail: detail ?? null,
      instance: path,
    };
    if (status === 400) problem['errors'] = { query: [detail ?? 'The request is invalid.'] };
    return { status, body: problem, headers };
  }
  if (status === 404) return { status, headers };
  if (status === 400)
    return {
      status,
      body: { message: 'The request is invalid.', modelState: { query: [detail ?? ''] } },
      headers,
    };
  if (status === 401)
    return {
      status,
      body: { message: 'Authorization has been denied for this request.' },
      headers,
    };
  if (status === 429)
    return {
      status,
      body: { error: { code: 'RATE_LIMITED', message: 'Rate limit exceeded.', details: [] } },
      headers,
    };
  return { status, body: { message: TITLES[status] ?? 'An error has occurred.' }, headers };
}

/** Spoils an answer as a fault demands. `honest` gives the true answer where the fault needs it. */
export async function faultAnswer(
  kind: FaultKind,
  product: Product,
  path: string,
  honest: () => Promise<SandboxAnswer>,
): Promise<SandboxAnswer> {
  if (kind === 'reset' || kind === 'stall') return { status: 0, broken: kind };
  if (kind === 'html')
    return {
      status: 200,
      html: '<!DOCTYPE html><html><body><h1>We will be right back</h1></body></html>',
    };
  if (kind === 'truncated') return { ...(await honest()), broken: 'truncated' };
  const status = Number(kind);
  const isGateway = status === 502 || status === 504;
  if (isGateway)
    return {
      status,
      html: `<html><head><title>${status} ${TITLES[status] ?? ''}</title></head></html>`,
    };
  const headers: { [name: string]: string } =
    status === 429 || status === 503 ? { 'Retry-After': '1' } : {};
  return errorAnswer(product, status, path, headers);
}
