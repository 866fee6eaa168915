import type { Product } from './record-type.ts';

/**
 * A failure is something the program could not do (a finding is a fact about records). `configuration`: a person
 * must change something; `transient`: worth trying again; `defect`: our fault.
 */
export type FailureClass = 'configuration' | 'transient' | 'defect';

const CLASS_OF = {
  sign_in_refused: 'configuration',
  not_permitted: 'configuration',
  not_found: 'configuration',
  quota: 'transient',
  server_error: 'transient',
  network: 'transient',
  offline: 'transient',
  timed_out: 'transient',
  bad_answer: 'transient',
  not_the_api: 'configuration',
  too_large: 'transient',
  incomplete_listing: 'transient',
  refused_by_allow_list: 'defect',
  usage: 'configuration',
  storage: 'configuration',
  in_use: 'configuration',
  held_elsewhere: 'transient',
  cancelled: 'transient',
  defect: 'defect',
} as const satisfies Readonly<Record<string, FailureClass>>;

export type FailureKind = keyof typeof CLASS_OF;

export const FAILURE_KINDS = Object.keys(CLASS_OF) as readonly FailureKind[];

/** Failures of the whole work, not of what was just asked for: whoever asks for one thing lets them through. */
const OF_THE_WHOLE: ReadonlySet<FailureKind> = new Set([
  'cancelled',
  'storage',
  'offline',
  'defect',
]);

/** What was being read when something failed; no secrets, no donor data. */
export interface FailureContext {
  readonly product?: Product;
  readonly stream?: string;
  readonly method?: string;
  /** Origin and path, never the query string's values. */
  readonly url?: string;
  readonly status?: number;
}

/** Before what a server says of itself, always the end of a sentence: nobody knows what it quotes. */
export const SERVER_SAYS = ' It says: ';

/** A failure with one sentence for a person that says what happened and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly context: FailureContext;

  constructor(kind: FailureKind, sentence: string, context: FailureContext = {}, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.context = context;
  }

  get failureClass(): FailureClass {
    return CLASS_OF[this.kind];
  }
}

/** Whether an error is a failure, of a kind if one is named. */
export function isFailure(error: unknown, kind?: FailureKind): error is Failure {
  return error instanceof Failure && (kind === undefined || error.kind === kind);
}

/** Whether an error says something about the one thing that was asked for; else it ends the whole work. */
export function isOfOneCall(error: unknown): error is Failure {
  return error instanceof Failure && !OF_THE_WHOLE.has(error.kind);
}

/** The sentence of any thrown value. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
