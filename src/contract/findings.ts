import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { SORT_COLUMNS, type FacetCounts, type FindingRow } from '../core/model/finding-query.ts';
import type { FindingSides } from '../core/model/finding-sides.ts';
import { FAILURES } from './failure.ts';
import { findingQuery } from './query.ts';
import { runId } from './runs.ts';
import { inWorkspace } from './workspaces.ts';

export const findingSort = z
  .array(z.object({ column: z.enum(SORT_COLUMNS), isDescending: z.boolean() }))
  .max(3)
  .readonly();

/** Money at stake in one currency. */
export interface MoneySum {
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

/** A filter and sort, put in order once: blocks of it cost nothing. */
export type OpenedView =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'ready';
      readonly viewId: string;
      readonly total: number;
      readonly sums: readonly MoneySum[];
      /** The filter as a sentence; empty if nothing is filtered. */
      readonly words: string;
      /** True while the run goes on: what is shown may still change. */
      readonly isProvisional: boolean;
    };

const command = oc.errors(FAILURES);
const inRun = inWorkspace.extend({ runId });
const inView = inWorkspace.extend({ viewId: z.string().max(60) });

/** Most rows of one block. */
export const MOST_BLOCK_ROWS = 5000;

export const findings = {
  open: command
    .input(inRun.extend({ query: findingQuery, sort: findingSort }))
    .output(eventIterator(type<OpenedView>())),
  /** Rows `start` to `end` (exclusive) of a view; fewer at its end. */
  block: command
    .input(inView.extend({ start: z.number().int().min(0), end: z.number().int().min(0) }))
    .output(type<readonly FindingRow[]>()),
  close: command.input(inView).output(type<void>()),
  facets: command.input(inRun.extend({ query: findingQuery })).output(type<FacetCounts>()),
  /** Both records of a finding as they were read. */
  sides: command
    .input(inRun.extend({ position: z.number().int().min(0) }))
    .output(type<{ readonly finding: FindingRow; readonly sides: FindingSides | null }>()),
};
