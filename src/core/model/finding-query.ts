import type { Finding, Severity } from './finding.ts';
import type { Change } from './lineage.ts';
import type { RecordType } from './record-type.ts';
import type { Actor, Cause, State } from './states.ts';
import type { Triage, TriageStatus } from './triage.ts';

/** Which findings of a run to show. Everything given must hold; a list holds if one of its values does; an empty list is no filter. */
export interface FindingQuery {
  readonly states?: readonly State[] | undefined;
  readonly causes?: readonly Cause[] | undefined;
  readonly recordTypes?: readonly RecordType[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
  readonly actors?: readonly Actor[] | undefined;
  readonly changes?: readonly Change[] | undefined;
  readonly currencies?: readonly string[] | undefined;
  readonly actionable?: boolean | undefined;
  readonly isTestMode?: boolean | undefined;
  readonly statuses?: readonly TriageStatus[] | undefined;
  /** Names as they were written; NOBODY are findings that nobody has. */
  readonly owners?: readonly string[] | undefined;
  readonly accepted?: boolean | undefined;
  /** Inclusive, in minor units, whatever the currency. */
  readonly amountFromMinor?: number | undefined;
  readonly amountToMinor?: number | undefined;
  /** Inclusive calendar days, YYYY-MM-DD. */
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
  /** Texts that are contained, whatever the case. */
  readonly raiseId?: string | undefined;
  readonly crmId?: string | undefined;
  readonly campaign?: string | undefined;
  readonly note?: string | undefined;
  /** In either id, the campaign's name or the evidence. */
  readonly search?: string | undefined;
}

/** What findings can be sorted by; `position` is the audit's own order (state, record type, id). */
export const SORT_COLUMNS = [
  'position',
  'state',
  'cause',
  'recordType',
  'actionable',
  'severity',
  'whoActs',
  'raiseId',
  'crmId',
  'amountMinor',
  'currency',
  'date',
  'campaignName',
  'change',
  'firstSeenUtc',
  'age',
  'status',
  'owner',
  'note',
  'acceptedUntil',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** At most three; ties are in the audit's own order. Findings without a value come last, whatever the direction. */
export type FindingSort = readonly {
  readonly column: SortColumn;
  readonly isDescending: boolean;
}[];

/** What findings can be counted by, for the quick-filter chips. */
export const FACETS = [
  'states',
  'causes',
  'recordTypes',
  'severities',
  'actors',
  'changes',
  'currencies',
  'actionable',
  'statuses',
  'owners',
  'accepted',
] as const;
export type Facet = (typeof FACETS)[number];

/** How many findings there would be for each value of a facet, every filter but its own applied; largest first. */
export type FacetCounts = Readonly<
  Record<Facet, readonly { readonly value: string; readonly count: number }[]>
>;

/** The owner of findings that nobody has. */
export const NOBODY = '';

/**
 * A finding with its place in the audit's order, by which it can be asked for again, and with what persons decided: one that
 * somebody accepted is not actionable.
 */
export interface FindingRow extends Finding {
  readonly position: number;
  /** What it is beside the runs before; null while its run goes on. */
  readonly change: Change | null;
  /** Whole days from the run that saw it first to this one. */
  readonly ageDays: number;
  readonly triage: Triage | null;
}
