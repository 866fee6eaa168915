import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { RECORD_TYPES } from '../core/model/record-type.ts';
import { TIE_OUT_PARTS } from '../core/model/run-analysis.ts';
import { CAUSES, STATE_ORDER } from '../core/model/states.ts';
import type { FindingSides } from '../core/model/finding-sides.ts';
import { MOST_COUNTERPARTS, TIE_OUT_SIDES, type TieOutRows } from '../core/model/tie-out-rows.ts';
import { FAILURES } from './failure.ts';
import { runId } from './runs.ts';
import { inWorkspace } from './workspaces.ts';

/** One figure of a tie-out; an explained one names what explains it. */
export const tieOutCell = z
  .object({
    recordType: z.enum(RECORD_TYPES),
    by: z.enum(['month', ...TIE_OUT_PARTS]),
    key: z.string().max(1000).nullable(),
    currency: z.string().max(20).nullable(),
    side: z.enum(TIE_OUT_SIDES),
    state: z.enum(STATE_ORDER).optional(),
    cause: z.enum(CAUSES).optional(),
  })
  .refine(
    ({ side, state, cause }) =>
      (side === 'explained') === (state !== undefined && cause !== undefined),
    'An explained figure has a state and a cause, and no other has.',
  );

const command = oc.errors(FAILURES);
const recordId = z.string().regex(/^\d{1,19}$/);

export const tieOut = {
  /** The rows that add up to a figure, up to 500; `after` is the `next` of the block before, null for the first. */
  rows: command
    .input(inWorkspace.extend({ runId, cell: tieOutCell, after: z.string().max(100).nullable() }))
    .output(type<TieOutRows>()),
  /** The records of these ids on both sides, as the run read them; null if what it read isn't kept any more. */
  records: command
    .input(
      inWorkspace.extend({
        runId,
        recordType: z.enum(RECORD_TYPES),
        raiseId: recordId.nullable(),
        crmId: recordId.nullable(),
        relatedRaiseIds: z.array(recordId).max(MOST_COUNTERPARTS),
        relatedCrmIds: z.array(recordId).max(MOST_COUNTERPARTS),
      }),
    )
    .output(type<{ readonly sides: FindingSides | null }>()),
};
