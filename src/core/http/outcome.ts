import { SERVER_SAYS, type FailureKind } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { PRODUCT_WORDS } from '../model/record-type.ts';
import type { CallKind } from './allow-list.ts';
import { readBody } from './body-shape.ts';
import type { Received } from './exchange.ts';
import type { HttpAnswer } from './http.ts';
import { quoteServerText, redact } from './redaction.ts';
import { judge } from './response-table.ts';
import { serverMessage } from './server-message.ts';

/** What came of one try. */
export type TryOutcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | {
      readonly kind: 'failed';
      readonly failure: FailureKind;
      readonly sentence: string;
      readonly canRetry: boolean;
      readonly maxTries?: number | undefined;
      readonly cause?: unknown;
    };

/** A body without an end may be a slip of the server; each try of it costs as much as a body may hold. */
const TOO_LARGE_TRIES = 2;

export interface AskedFor {
  readonly product: Product;
  readonly url: URL;
  readonly callKind: CallKind;
  readonly secrets: readonly string[];
}

/**
 * Turns what came into an answer or a failure. A body that broke off fails a 2xx as what broke it; with any other
 * status the status already tells enough.
 */
export function readOutcome(received: Received, asked: AskedFor): TryOutcome {
  const { status, trouble, text } = received;
  const { product, url, callKind, secrets } = asked;
  if (
    trouble &&
    (status === null || status < 300 || trouble.kind === 'cancelled' || trouble.kind === 'defect')
  ) {
    return {
      kind: 'failed',
      failure: trouble.kind,
      sentence: redact(trouble.sentence, secrets),
      canRetry: true,
      maxTries: trouble.kind === 'too_large' ? TOO_LARGE_TRIES : undefined,
      cause: trouble.cause,
    };
  }
  if (status === null) throw new Error('No status and no trouble');
  const contentType = received.headers?.get('content-type') ?? null;
  const body = trouble
    ? { shape: 'unread' as const, value: undefined }
    : readBody(text, contentType);
  const verdict = judge({ status, shape: body.shape, callKind });
  if (verdict.action === 'accept') {
    if (verdict.answer === 'not_found')
      return {
        kind: 'answer',
        answer: { kind: 'not_found', status: 404, isJson: body.shape === 'json' },
      };
    return {
      kind: 'answer',
      answer: { kind: 'json', status, text, body: received.body, value: body.value },
    };
  }
  const message = serverMessage(body.value, secrets);
  const sentence = verdict.sentence({
    product: PRODUCT_WORDS[product],
    url: redact(url.origin + url.pathname, secrets),
    status,
    contentType: contentType === null ? 'no content type' : quoteServerText(contentType, secrets),
    message: message === '' ? '' : SERVER_SAYS + message,
    redirectOrigin: redirectOrigin(received.headers?.get('location') ?? null, url, secrets),
  });
  return {
    kind: 'failed',
    failure: verdict.failure,
    sentence,
    canRetry: verdict.action === 'retry',
    maxTries: verdict.maxTries,
  };
}

/** Only the origin: paths and queries of sign-in pages carry secrets. */
function redirectOrigin(location: string | null, url: URL, secrets: readonly string[]): string {
  const target = location === null ? null : URL.parse(location, url.href);
  if (!target) return 'which it does not name';
  return quoteServerText(target.origin === 'null' ? target.protocol : target.origin, secrets);
}
