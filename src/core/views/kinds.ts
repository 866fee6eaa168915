import { FACETS, type Facet, type FacetCounts, type FindingQuery } from '../model/finding-query.ts';
import type { Severity } from '../model/finding.ts';
import type { Change } from '../model/lineage.ts';
import type { FindingFilter } from '../model/report.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Actor, Cause, State } from '../model/states.ts';
import type { Db } from '../staging/database.ts';
import type { TriageStatus } from '../model/triage.ts';
import { allOf } from './conditions.ts';
import type { DecidedKinds } from './decided-kinds.ts';
import { conditionsOf } from './filters.ts';

/** What many findings of a run have in common, what persons decided of them too, and how many and how much money they are. */
export interface Kind {
  readonly kind: number;
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly actionable: 0 | 1;
  readonly severity: Severity;
  readonly whoActs: Actor;
  readonly currency: string | null;
  readonly change: Change | null;
  readonly status: TriageStatus;
  readonly owner: string;
  readonly accepted: 0 | 1;
  /** The last day on which an acceptance holds, a day after all others if it holds for good; null if it is none. */
  readonly acceptedUntil: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

export interface CurrencySum {
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

export type KindCounts = ReadonlyMap<
  number,
  { readonly count: number; readonly amountMinor: number }
>;

/** The kinds of a run that a query lets through; the filter of one facet can be left out. */
export function kindsOf(
  db: Db,
  { runSeq, kinds }: DecidedKinds,
  query: FindingQuery,
  but?: Facet,
): Kind[] {
  const { sql, values } = allOf(conditionsOf(query, runSeq, 'kind', but));
  return db
    .prepare<unknown[]>(
      `SELECT kind, record_type AS recordType, state, cause, actionable, severity, who_acts AS whoActs, currency, change,
        status, owner, accepted, accepted_until AS acceptedUntil, count, amount_minor AS amountMinor FROM temp.${kinds} WHERE 1${sql}`,
    )
    .all(values) as Kind[];
}

/** Counts by kind, turned into counts by the values of each facet, largest first. */
export function facetsOf(
  db: Db,
  decided: DecidedKinds,
  query: FindingQuery,
  counts: KindCounts,
): FacetCounts {
  const facet = (name: Facet): FacetCounts[Facet] => {
    const byValue = new Map<string, number>();
    for (const kind of kindsOf(db, decided, query, name)) {
      const value = VALUE_OF[name](kind);
      const count = counts.get(kind.kind)?.count ?? 0;
      if (value !== null && count > 0) byValue.set(value, (byValue.get(value) ?? 0) + count);
    }
    return [...byValue]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  return Object.fromEntries(FACETS.map((name) => [name, facet(name)])) as Record<
    Facet,
    FacetCounts[Facet]
  >;
}

/** Findings and money by currency, most findings first. */
export function sumsOf(kinds: readonly Kind[], counts: KindCounts): CurrencySum[] {
  const sums = new Map<string | null, CurrencySum>();
  for (const { kind, currency } of kinds) {
    const { count, amountMinor } = counts.get(kind) ?? { count: 0, amountMinor: 0 };
    const sum = sums.get(currency) ?? { currency, count: 0, amountMinor: 0 };
    if (count > 0)
      sums.set(currency, {
        currency,
        count: sum.count + count,
        amountMinor: sum.amountMinor + amountMinor,
      });
  }
  return [...sums.values()].sort(
    (a, b) => b.count - a.count || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1),
  );
}

/** Whether a kind passes the coarse filter that exports ask with. */
export function passes(kind: Kind, { states, recordTypes, actionable }: FindingFilter): boolean {
  return (
    (states?.includes(kind.state) ?? true) &&
    (recordTypes?.includes(kind.recordType) ?? true) &&
    (actionable === undefined || actionable === (kind.actionable === 1))
  );
}

const VALUE_OF: Readonly<Record<Facet, (kind: Kind) => string | null>> = {
  states: ({ state }) => state,
  causes: ({ cause }) => cause,
  recordTypes: ({ recordType }) => recordType,
  severities: ({ severity }) => severity,
  actors: ({ whoActs }) => whoActs,
  changes: ({ change }) => change,
  currencies: ({ currency }) => currency,
  actionable: ({ actionable }) => String(actionable === 1),
  statuses: ({ status }) => status,
  owners: ({ owner }) => owner,
  accepted: ({ accepted }) => String(accepted === 1),
};
