import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { TRIAGE_STATUSES } from '../core/model/triage.ts';
import {
  LONGEST_NOTE,
  LONGEST_OWNER,
  LONGEST_REASON,
  type FindingStep,
  type TriageHead,
  type TriagePatch,
  type TriageStep,
} from '../core/model/triage-step.ts';
import { parseDay } from '../core/model/days.ts';
import { FAILURES } from './failure.ts';
import { findingQuery } from './query.ts';
import { runId } from './runs.ts';
import { inWorkspace } from './workspaces.ts';

const command = oc.errors(FAILURES);
export const findingId = z.string().min(1).max(64);
const text = (longest: number) => z.string().trim().min(1).max(longest);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write a day like 2026-10-31.')
  .refine((value) => parseDay(value) !== null, 'There is no such day.');

/** What is decided; what isn't given stays as it is. */
export const triagePatch = z
  .object({
    status: z.enum(TRIAGE_STATUSES),
    owner: text(LONGEST_OWNER).nullable(),
    note: text(LONGEST_NOTE).nullable(),
    accept: z.object({ untilDay: day.nullable(), reason: text(LONGEST_REASON) }).nullable(),
  })
  .partial()
  .strict()
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    message: 'Nothing is decided.',
  }) satisfies z.ZodType<TriagePatch>;

/** Most findings that can be named one by one; more are said by their filter. */
export const MOST_NAMED_FINDINGS = 20_000;

/** Findings one by one, or all that match a filter, as many as were shown. */
const findings = z.union([
  z.object({ ids: z.array(findingId).min(1).max(MOST_NAMED_FINDINGS).readonly() }).strict(),
  z.object({ query: findingQuery, shown: z.number().int().min(0) }).strict(),
]);

export interface Decided {
  /** How many findings were changed; those that were so already aren't counted. */
  readonly changed: number;
  readonly head: TriageHead;
}

export interface Returned {
  /** What was undone or done again; null if there was nothing. */
  readonly step: TriageStep | null;
  readonly head: TriageHead;
}

/** Which step is meant, by its number; left out, whichever comes next. */
const returning = inWorkspace.extend({ step: z.number().int().min(1).optional() });

export const triage = {
  decide: command
    .input(inWorkspace.extend({ runId, findings, patch: triagePatch }))
    .output(type<Decided>()),
  undo: command.input(returning).output(type<Returned>()),
  redo: command.input(returning).output(type<Returned>()),
  /** Entries of the log of decisions, newest first, from before `before` on. */
  log: command
    .input(
      inWorkspace.extend({
        before: z.number().int().min(1).nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(type<readonly TriageStep[]>()),
  /** What was done to one finding, newest first. */
  history: command.input(inWorkspace.extend({ findingId })).output(type<readonly FindingStep[]>()),
  /** Where the triage stands now and after each change of this program's, a run that opens findings again too. */
  watch: command.input(inWorkspace).output(eventIterator(type<TriageHead>())),
};
