import { Failure } from '../model/failure.ts';
import type { FailureContext } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { PRODUCT_WORDS } from '../model/record-type.ts';
import type { HttpRequest } from './http.ts';
import { redact } from './redaction.ts';

/** What a failure of this request says about it: no query values, no secrets. */
export function contextOf(
  product: Product,
  origin: string,
  request: HttpRequest,
  secrets: readonly string[],
): FailureContext {
  const path = request.path.split(/[?#]/, 1)[0] ?? '';
  return {
    product,
    stream: request.stream,
    method: request.method,
    url: redact(origin + path, secrets),
  };
}

/**
 * The URL to send to.
 * @throws Failure refused_by_allow_list if it is not exactly the path that the allow-list saw
 */
export function urlOf(origin: string, request: HttpRequest): URL {
  const url = new URL(origin + request.path);
  // The allow-list saw the path as written: what leaves must be the same.
  if (url.origin !== origin || url.pathname !== request.path) {
    throw new Failure(
      'refused_by_allow_list',
      'The path would change on its way, so it was not sent.',
    );
  }
  for (const [name, value] of Object.entries(request.query ?? {}))
    url.searchParams.set(name, value);
  return url;
}

/** Both products take a bearer token (docs/api-facts.md A1, B1). */
export function headersFor(request: HttpRequest, token: string): Record<string, string> {
  const headers: Record<string, string> = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/json',
  };
  if (request.method === 'POST') headers['Content-Type'] = 'application/json';
  return headers;
}

/**
 * Tokens are pasted: spaces and line ends around them are nobody's wish. Anything else would show up in fetch's error.
 * @throws Failure usage
 */
export function readToken(text: string, product: Product): string {
  const token = text.trim().replace(/^Bearer\s+/i, '');
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const what = token === '' ? 'is empty' : 'contains a space, a line break or a special character';
  throw new Failure('usage', `The token of ${PRODUCT_WORDS[product]} ${what}. Copy it again.`, {
    product,
  });
}
