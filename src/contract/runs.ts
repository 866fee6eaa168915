import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { PaceState } from '../core/model/pace-state.ts';
import type { AuditPlan } from '../core/model/plan.ts';
import type { Phase } from '../core/model/progress.ts';
import { RECORD_TYPES, type Product } from '../core/model/record-type.ts';
import type { ChangeCounts, RunChanges, RecheckOutcome } from '../core/model/lineage.ts';
import type { RunFacts, SummaryRow } from '../core/model/report.ts';
import type { PowerTest, RunAnalysis, TrendPoint } from '../core/model/run-analysis.ts';
import type { TieOutRow } from '../core/model/tie-out.ts';
import type { Paces, RunStop } from '../core/model/run-stop.ts';
import type { QuickCheck } from '../core/model/quick-check.ts';
import type { StreamName } from '../core/model/streams.ts';
import { FAILURES, type FailureFacts } from './failure.ts';
import { inWorkspace } from './workspaces.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write a day like 2026-10-31.');
const recordType = z.enum(RECORD_TYPES);
export const runId = z.string().regex(/^[\w-]{1,60}$/);

/** What an audit covers; how it judges stands in the workspace's settings. */
export const runScope = z.object({
  records: z.array(recordType).min(1).max(3),
  /** Inclusive days; null is all time. */
  from: day.nullable(),
  to: day.nullable(),
  modifiedFrom: day.nullable(),
  /** Only these Raise ids, of one record type; null is all. */
  ids: z
    .array(z.string().regex(/^\d{1,19}$/))
    .min(1)
    .max(100_000)
    .nullable(),
});
export type RunScope = z.infer<typeof runScope>;

export interface QuotaFacts {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Calls of other integrations in this hour, as far as they show. */
  readonly othersCalls: number;
  readonly resetsAtUtc: string | null;
}

export interface ProductPace {
  readonly calls: number;
  readonly state: PaceState;
  readonly quota: QuotaFacts | null;
}

export interface StreamProgress {
  readonly stream: StreamName;
  readonly read: number;
  readonly advertised: number | null;
  readonly isEnd: boolean;
}

/** All that is known of a run that goes on, or of how the last one of this session ended. */
export interface RunStatus {
  readonly workspace: string;
  /** Null while nothing runs and nothing has ended in this session. */
  readonly runId: string | null;
  readonly state:
    | 'idle'
    | 'running'
    | 'paused'
    | 'cancelling'
    | 'finished'
    | 'interrupted'
    /** A token was refused on the way: what was read is kept, and it goes on with another token of the same organization. */
    | 'needs_sign_in'
    | 'failed';
  readonly phase: Phase | null;
  readonly startedUtc: string | null;
  readonly streams: readonly StreamProgress[];
  readonly confirm: { readonly done: number; readonly total: number } | null;
  readonly products: Readonly<Record<Product, ProductPace>>;
  /** Of reading or confirming, at the pace so far; null while too little is known to be honest. */
  readonly secondsLeft: number | null;
  readonly notes: readonly string[];
  readonly failure: FailureFacts | null;
  /** What can be looked at before the end; null until there is something. */
  readonly provisional: { readonly asOfUtc: string; readonly findings: number } | null;
}

export interface StoredRunSummary {
  readonly runId: string;
  readonly state: 'running' | 'interrupted' | 'finished';
  readonly startedUtc: string;
  readonly finishedUtc: string | null;
  readonly asOfUtc: string;
  readonly scope: RunScope;
  readonly status: 'verified' | 'not_verified' | null;
  readonly calls: Readonly<Record<Product, number>> | null;
  /** Why an interrupted one stands still; null if it was killed. */
  readonly stop: RunStop | null;
  /** Where it goes on, if not in this program, and what it waits for there. */
  readonly elsewhere: RunElsewhere | null;
  readonly actionable: number | null;
  readonly findings: number | null;
  /** The findings to act on, beside the runs before; null if that is not known. */
  readonly changes: ChangeCounts | null;
  /** Whose findings it looks at again, and how many; null if it is no re-check. */
  readonly recheck: { readonly runId: string; readonly findings: number } | null;
}

/** A run that another program on this computer is at. */
export interface RunElsewhere {
  /** "the window", "the browser tab", "the command line". */
  readonly program: string;
  readonly pid: number;
  readonly paces: Paces | null;
}

export interface RunReport {
  readonly run: RunFacts;
  readonly summary: readonly SummaryRow[];
  /** Those of the summary that somebody accepted. */
  readonly accepted: readonly SummaryRow[];
  readonly tieOut: readonly TieOutRow[];
  /** The run beside the one before; null for a run of an earlier Tieout. */
  readonly changes: RunChanges | null;
  /** How the findings that it looked at again stand now; null if it is no re-check. */
  readonly recheck: RecheckOutcome | null;
  /** The finished runs up to this one, oldest first; empty where nothing is kept over runs. */
  readonly trend: readonly TrendPoint[];
  /** Null for a run of an earlier Tieout. */
  readonly analysis: RunAnalysis | null;
  /** The newest power test of the run; null if none was made. */
  readonly power: PowerTest | null;
}

const command = oc.errors(FAILURES);
const inRun = inWorkspace.extend({ runId });

/** What a power test tells while it goes on, and what came of it. A total of 0: what was read is being copied. */
export type PowerTestEvent =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly power: PowerTest };

export const runs = {
  plan: command.input(inWorkspace.extend({ scope: runScope })).output(type<AuditPlan>()),
  list: command.input(inWorkspace).output(type<readonly StoredRunSummary[]>()),
  report: command.input(inRun).output(type<RunReport>()),
  start: command.input(inWorkspace.extend({ scope: runScope })).output(type<RunStatus>()),
  /** Looks again at the findings to act on that a finished run left open; null is the newest one. */
  recheck: command.input(inWorkspace.extend({ runId: runId.nullable() })).output(type<RunStatus>()),
  /** Goes on with the newest run that was interrupted. */
  resume: command.input(inWorkspace).output(type<RunStatus>()),
  pause: command.input(inWorkspace).output(type<RunStatus>()),
  unpause: command.input(inWorkspace).output(type<RunStatus>()),
  /** Stops at the next safe point; what was read is kept and can be gone on with. */
  cancel: command.input(inWorkspace).output(type<RunStatus>()),
  /** The rules again on stored answers, by what the run itself was asked; no call is made. */
  rerun: command.input(inRun).output(type<RunReport>()),
  /** Plants known errors in a copy of what a run stored and runs the rules on it; ends when nobody listens any more. No call is made. */
  powerTest: command
    .input(inRun.extend({ seed: z.number().int().min(0).max(999_999_999).optional() }))
    .output(eventIterator(type<PowerTestEvent>())),
  /** The status now and after each change, at most four a second, for as long as it is listened to. */
  watch: command.input(inWorkspace).output(eventIterator(type<RunStatus>())),
  /** The same for every workspace: for the tray, the task bar and the switcher. */
  watchAll: command.output(eventIterator(type<RunStatus>())),
  check: command
    .input(
      inWorkspace.extend({
        recordType,
        id: z
          .string()
          .trim()
          .regex(/^\d{1,19}$/, 'An id is a number.'),
        side: z.enum(['raise', 'crm']),
      }),
    )
    .output(type<QuickCheck>()),
};
