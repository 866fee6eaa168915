import type { FindingSort } from '../model/finding-query.ts';
import type { Db } from '../staging/database.ts';
import type { Kind } from './kinds.ts';
import { compareNames, KIND_ORDER } from './sort-keys.ts';

/** The kinds a view shows, each with its rank for every place of the sort that orders kinds; NULL where it has no value. */
export function writeKindRanks(
  db: Db,
  table: string,
  kinds: readonly Kind[],
  sort: FindingSort,
): void {
  const columns = sort.map((_, place) => `, rank${place}`).join('');
  db.exec(`CREATE TABLE temp.${table} (kind INTEGER PRIMARY KEY${columns})`);
  const ranks = sort.map(({ column }) => {
    const valueOf = KIND_ORDER[column];
    return valueOf === undefined ? kinds.map(() => null) : ranksOf(kinds.map(valueOf), inOrder);
  });
  const marks = ['?', ...sort.map(() => '?')].join(',');
  const insert = db.prepare<unknown[]>(`INSERT INTO temp.${table} VALUES (${marks})`);
  for (const [at, { kind }] of kinds.entries())
    insert.run([kind, ...ranks.map((ofPlace) => ofPlace[at] ?? null)]);
}

/** A run's campaigns, ranked by name. */
export function writeCampaignRanks(db: Db, table: string, runSeq: number): void {
  db.exec(`CREATE TABLE temp.${table} (campaign INTEGER PRIMARY KEY, rank INTEGER NOT NULL)`);
  const campaigns = db
    .prepare<unknown[]>('SELECT campaign, name FROM finding_campaign WHERE run_seq = ?')
    .all([runSeq]) as { campaign: number; name: string }[];
  const ranks = ranksOf(
    campaigns.map(({ name }) => name),
    compareNames,
  );
  const insert = db.prepare<unknown[]>(`INSERT INTO temp.${table} VALUES (?, ?)`);
  for (const [at, { campaign }] of campaigns.entries()) insert.run([campaign, ranks[at]]);
}

/** The place of each value among all; equal values share one. */
function ranksOf<T extends string | number>(
  values: readonly (T | null)[],
  compare: (a: T, b: T) => number,
): (number | null)[] {
  const ranks = new Map<T, number>();
  let rank = -1;
  let before: T | undefined;
  const known = values.filter((value) => value !== null);
  for (const value of [...new Set(known)].sort(compare)) {
    if (before === undefined || compare(before, value) !== 0) rank += 1;
    ranks.set(value, rank);
    before = value;
  }
  return values.map((value) => (value === null ? null : (ranks.get(value) ?? null)));
}

function inOrder(a: string | number, b: string | number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
