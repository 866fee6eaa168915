import { z } from 'zod';
import type { FindingQuery } from '../core/model/finding-query.ts';
import { CHANGES } from '../core/model/lineage.ts';
import { RECORD_TYPES } from '../core/model/record-type.ts';
import { CAUSES, STATE_ORDER } from '../core/model/states.ts';
import { TRIAGE_STATUSES } from '../core/model/triage.ts';
import { LONGEST_OWNER } from '../core/model/triage-step.ts';

const text = z.string().max(200);
const amount = z.number().int().min(-1e15).max(1e15);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Exactly the members of FindingQuery: a filter that the store does not know is refused, not ignored. */
export const findingQuery = z
  .object({
    states: z.array(z.enum(STATE_ORDER)).max(20).readonly(),
    causes: z.array(z.enum(CAUSES)).max(60).readonly(),
    recordTypes: z.array(z.enum(RECORD_TYPES)).max(3).readonly(),
    severities: z
      .array(z.enum(['high', 'medium', 'low']))
      .max(3)
      .readonly(),
    actors: z
      .array(z.enum(['customer_admin', 'platform_support', 'consultant', 'nobody']))
      .max(4)
      .readonly(),
    changes: z.array(z.enum(CHANGES)).max(3).readonly(),
    currencies: z.array(z.string().max(3)).max(200).readonly(),
    actionable: z.boolean(),
    statuses: z.array(z.enum(TRIAGE_STATUSES)).max(4).readonly(),
    owners: z.array(z.string().max(LONGEST_OWNER)).max(200).readonly(),
    accepted: z.boolean(),
    isTestMode: z.boolean(),
    amountFromMinor: amount,
    amountToMinor: amount,
    fromDay: day,
    toDay: day,
    raiseId: text,
    crmId: text,
    campaign: text,
    note: text,
    search: text,
  })
  .partial()
  .strict() satisfies z.ZodType<FindingQuery>;
