import { z } from 'zod';
import type { FailureClass, FailureKind } from '../core/model/failure.ts';

/** What went wrong, as the page is told: one sentence for a person, and nothing secret. */
export interface FailureFacts {
  readonly kind: FailureKind;
  readonly failureClass: FailureClass;
  readonly sentence: string;
  /** For "copy details": what was asked of whom; redacted. */
  readonly details: string;
}

/** The one typed error of every command, inside event streams too. */
export const FAILURES = { FAILURE: { status: 422, data: z.custom<FailureFacts>() } } as const;
