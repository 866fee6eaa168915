import type { HttpClient, HttpRequest } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import { PRODUCT_WORDS } from '../../model/record-type.ts';
import type { StreamName } from '../connector.ts';
import { openListing } from '../wire/listing.ts';
import type { RawListing } from '../wire/listing.ts';

/** The product keeps answering, and what it answers is no list that can be followed. */
export function givenUp(stream: StreamName): Failure {
  const sentence =
    'The same rows keep coming whatever is asked for, so the list cannot be read completely. Try again later.';
  return new Failure('incomplete_listing', sentence, { stream });
}

/** Sends a request for a list and opens its envelope. */
export async function sendForList(
  http: HttpClient,
  request: HttpRequest,
): Promise<{ readonly raw: RawListing; readonly text: string; readonly body: Uint8Array }> {
  const answer = await http.send(request);
  const { method, path, stream } = request;
  const context = {
    product: http.product,
    stream,
    method,
    url: http.origin + path,
    status: answer.status,
  };
  const product = PRODUCT_WORDS[http.product];
  if (answer.kind === 'not_found')
    throw new Failure(
      'not_found',
      `${product} has no list at ${path}. Check its address.`,
      context,
    );
  const raw = openListing(answer.value);
  if (!raw)
    throw new Failure('bad_answer', `The answer of ${product} at ${path} holds no list.`, context);
  return { raw, text: answer.text, body: answer.body };
}

/** The product does not know the surface or what is asked of it, whatever the size of the page. */
export function isUnsupported({ kind, context }: Failure): boolean {
  return (
    kind === 'not_found' ||
    // A server may answer the routes that it doesn't have with its start page.
    kind === 'not_the_api' ||
    context.status === 400 ||
    context.status === 405 ||
    context.status === 501
  );
}

/** A smaller page may do: everything but refusals, quota, network, and what isn't the API at all. */
export function isWorthHalving({ kind, context }: Failure): boolean {
  if (context.status === 405) return false;
  return (
    kind === 'server_error' || kind === 'timed_out' || kind === 'bad_answer' || kind === 'too_large'
  );
}
