import type { WireRecord } from '../wire-record.ts';
import type { Product } from './call-kind.ts';
import type { AnswerHeaders, SandboxAnswer } from './send-answer.ts';

const TITLES: { [status: number]: string } = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
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
  headers: AnswerHeaders = {},
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

/** What a gateway in front of a product answers: a page for people. */
export function gatewayAnswer(status: number, headers: AnswerHeaders = {}): SandboxAnswer {
  const title = `${status} ${TITLES[status] ?? ''}`;
  const text = `<html><head><title>${title}</title></head></html>`;
  return { status, content: { type: 'text/html', text }, headers };
}
