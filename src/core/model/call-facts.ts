import type { FailureKind } from './failure.ts';
import type { Product } from './record-type.ts';

/** One call that left the machine, for the call log: never a token, a query value or a body. */
export interface CallFacts {
  readonly product: Product;
  readonly method: string;
  readonly path: string;
  readonly stream: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly status: number | null;
  readonly failure: FailureKind | null;
  readonly attempt: number;
  readonly bytes: number;
  /** When the product says it answered: the Date header, in milliseconds, whole seconds; null without one. */
  readonly serverDateMs: number | null;
}
