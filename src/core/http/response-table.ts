import type { FailureKind } from '../model/failure.ts';
import type { CallKind } from './allow-list.ts';
import type { BodyShape } from './body-shape.ts';

/** What the rows look at. */
export interface AnswerFacts {
  readonly status: number;
  readonly shape: BodyShape;
  readonly callKind: CallKind;
}

/** What the sentences may use. Texts of the server come redacted and shortened. */
export interface AnswerWords {
  /** "CRM+", "Raise". */
  readonly product: string;
  /** Origin and path. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  /** " It says: …", or ''. */
  readonly message: string;
  /** The origin that a redirect points to. */
  readonly redirectOrigin: string;
}

export type Verdict =
  | { readonly action: 'accept'; readonly answer: 'json' | 'not_found' }
  | {
      readonly action: 'retry' | 'stop';
      readonly failure: FailureKind;
      /** Fewer tries than usual: when the same comes again, more tries don't help. */
      readonly maxTries?: number;
      readonly sentence: (words: AnswerWords) => string;
    };

type Row = Verdict & {
  /** One status, or the first and last of a range. */
  readonly status: number | readonly [number, number];
  readonly shapes?: readonly BodyShape[];
  readonly callKind?: CallKind;
};

const BODY_TRIES = 3;

/** From an answer to what it means: the first row that fits, and every answer fits one (reliability.md, fault matrix). */
export const ANSWERS: readonly Row[] = [
  { status: [200, 299], shapes: ['json', 'no_route'], action: 'accept', answer: 'json' },
  {
    status: [200, 299],
    shapes: ['html'],
    action: 'retry',
    failure: 'not_the_api',
    maxTries: BODY_TRIES,
    sentence: (w) =>
      `${w.url} answered with a web page, so it is not the API of ${w.product}. Check the address, and whether a proxy or a sign-in page stands in between.`,
  },
  {
    status: [200, 299],
    shapes: ['empty'],
    action: 'retry',
    failure: 'bad_answer',
    maxTries: BODY_TRIES,
    sentence: (w) => `${w.product} answered with nothing (status ${w.status}) at ${w.url}.`,
  },
  {
    status: [200, 299],
    shapes: ['truncated'],
    action: 'retry',
    failure: 'bad_answer',
    maxTries: BODY_TRIES,
    sentence: (w) => `The answer of ${w.product} broke off or is damaged JSON, at ${w.url}.`,
  },
  {
    status: [200, 299],
    action: 'retry',
    failure: 'bad_answer',
    maxTries: BODY_TRIES,
    sentence: (w) => `${w.url} answered with something other than JSON (${w.contentType}).`,
  },
  {
    status: [300, 399],
    action: 'stop',
    failure: 'not_the_api',
    sentence: (w) =>
      `${w.url} points to another address, ${w.redirectOrigin}. Tieout does not follow it, because the token would go there too. Check the address of ${w.product}.`,
  },
  {
    status: 400,
    action: 'stop',
    failure: 'bad_answer',
    sentence: (w) => `${w.product} did not accept the request to ${w.url}.${w.message}`,
  },
  {
    status: 401,
    action: 'stop',
    failure: 'sign_in_refused',
    sentence: (w) =>
      `${w.product} refused the token. Check that it is complete, not expired, and made for this organization.`,
  },
  {
    status: 403,
    action: 'stop',
    failure: 'not_permitted',
    sentence: (w) =>
      `The token of ${w.product} may not read ${w.url}. Ask the customer's administrator for a token with read permission.${w.message}`,
  },
  {
    status: 404,
    shapes: ['json', 'empty'],
    callKind: 'record',
    action: 'accept',
    answer: 'not_found',
  },
  {
    // Says neither that the record is there nor that it is not: worth asking again.
    status: 404,
    shapes: ['unread', 'truncated'],
    action: 'retry',
    failure: 'bad_answer',
    maxTries: BODY_TRIES,
    sentence: (w) => `The answer of ${w.product} broke off (status 404), at ${w.url}.`,
  },
  {
    status: 404,
    action: 'stop',
    failure: 'not_found',
    sentence: (w) =>
      `${w.url} does not exist (status 404, ${w.contentType}). Check the address of ${w.product}.`,
  },
  {
    status: 407,
    action: 'stop',
    failure: 'network',
    sentence: (w) => `A proxy on the way to ${w.url} asks for a password (status 407).`,
  },
  {
    status: 408,
    action: 'retry',
    failure: 'timed_out',
    sentence: (w) => `${w.product} gave up waiting for the request (status 408), at ${w.url}.`,
  },
  {
    status: 413,
    action: 'stop',
    failure: 'too_large',
    sentence: (w) => `${w.product} found the request to ${w.url} too large.${w.message}`,
  },
  {
    status: 425,
    action: 'retry',
    failure: 'server_error',
    sentence: (w) => `${w.product} asks to try later (status 425), at ${w.url}.`,
  },
  {
    status: 429,
    action: 'retry',
    failure: 'quota',
    sentence: (w) =>
      `${w.product} keeps refusing because too many requests were made (status 429). Try again later, or choose a slower pace.`,
  },
  {
    status: [400, 499],
    action: 'stop',
    failure: 'bad_answer',
    sentence: (w) => `${w.product} answered with status ${w.status} at ${w.url}.${w.message}`,
  },
  {
    status: [500, 599],
    action: 'retry',
    failure: 'server_error',
    sentence: (w) =>
      `${w.product} answered with an error of its own (status ${w.status}) at ${w.url}. Try again later.`,
  },
  {
    status: [0, 999],
    action: 'stop',
    failure: 'bad_answer',
    sentence: (w) => `${w.url} answered with the unknown status ${w.status}.`,
  },
];

/** What an answer means. */
export function judge(facts: AnswerFacts): Verdict {
  const row = ANSWERS.find((each) => fits(each, facts));
  if (!row) throw new Error(`No row for status ${facts.status}`);
  return row;
}

function fits(row: Row, facts: AnswerFacts): boolean {
  const [first, last] = typeof row.status === 'number' ? [row.status, row.status] : row.status;
  return (
    facts.status >= first &&
    facts.status <= last &&
    (row.shapes === undefined || row.shapes.includes(facts.shape)) &&
    (row.callKind === undefined || row.callKind === facts.callKind)
  );
}
