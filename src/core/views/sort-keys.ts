import { NOBODY, type FindingSort, type SortColumn } from '../model/finding-query.ts';
import type { Severity } from '../model/finding.ts';
import { CHANGES } from '../model/lineage.ts';
import { RECORD_TYPES } from '../model/record-type.ts';
import { ACTOR_WORDS, causeEntry, STATE_ORDER } from '../model/states.ts';
import { TRIAGE_STATUSES } from '../model/triage.ts';
import type { Kind } from './kinds.ts';

/** One value that findings are ordered by. */
export interface SortKey {
  readonly sql: string;
  readonly isDescending: boolean;
}

/** What kinds are ordered by, by column: as people read them, and states, types and severities by their rank. */
export const KIND_ORDER: Partial<
  Readonly<Record<SortColumn, (kind: Kind) => string | number | null>>
> = {
  state: ({ state }) => STATE_ORDER.indexOf(state),
  cause: ({ state, cause }) => causeEntry(state, cause).words,
  recordType: ({ recordType }) => RECORD_TYPES.indexOf(recordType),
  actionable: ({ actionable }) => actionable,
  severity: ({ severity }) => SEVERITY_ORDER.indexOf(severity),
  whoActs: ({ whoActs }) => ACTOR_WORDS[whoActs],
  currency: ({ currency }) => currency,
  change: ({ change }) => (change === null ? null : CHANGES.indexOf(change)),
  status: ({ status }) => TRIAGE_STATUSES.indexOf(status),
  owner: ({ owner }) => (owner === NOBODY ? null : owner),
  acceptedUntil: ({ acceptedUntil }) => acceptedUntil,
};

const SEVERITY_ORDER: readonly Severity[] = ['low', 'medium', 'high'];

/** Names as people sort them: "Appeal 9" before "Appeal 10", "Été" between "Erie" and "Fall". */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare;

/**
 * The keys of a sort over `finding_grid g`, joined with the ranks of kinds `k` (columns rank0, rank1, …, one for each
 * place in the sort) and of campaigns `c`. Position, which no two findings share, ends every sort.
 */
export function sortKeys(sort: FindingSort): SortKey[] {
  return sort.flatMap(({ column, isDescending }, place) =>
    keysOf(column, place).map(([sql, isNumber]) => ({
      // SQLite orders NULL, numbers, texts, blobs: what stands for nothing must come last either way.
      sql: `coalesce(${sql}, ${!isDescending ? "x''" : isNumber ? '-9e999' : '0'})`,
      isDescending,
    })),
  );
}

type KeySql = readonly [sql: string, isNumber: boolean];

function keysOf(column: SortColumn, place: number): readonly KeySql[] {
  if (column in KIND_ORDER) return [[`k.rank${place}`, true]];
  switch (column) {
    // Ids are numbers written as texts: the shorter is the smaller, as in the audit's own order.
    case 'raiseId':
      return [
        ['length(g.raise_id)', true],
        ['g.raise_id', false],
      ];
    case 'crmId':
      return [
        ['length(g.crm_id)', true],
        ['g.crm_id', false],
      ];
    case 'amountMinor':
      return [['g.amount_minor', true]];
    case 'date':
      return [['g.day', true]];
    case 'campaignName':
      return [['c.rank', true]];
    case 'note':
      return [['(SELECT note FROM triage WHERE finding = g.id)', false]];
    case 'firstSeenUtc':
      return [['g.first_seen_ms', true]];
    case 'age':
      return [['-g.first_seen_ms', true]];
    default:
      return [['g.position', true]];
  }
}
