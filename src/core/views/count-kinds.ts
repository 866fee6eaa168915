import type { FacetCounts, FindingQuery } from '../model/finding-query.ts';
import type { Db } from '../staging/database.ts';
import { allOf } from './conditions.ts';
import { dropDecidedKinds, writeDecidedKinds, type DecidedKinds } from './decided-kinds.ts';
import { conditionsOf } from './filters.ts';
import { facetsOf, kindsOf, type KindCounts } from './kinds.ts';
import { Slices, type ViewOptions } from './slices.ts';
import { runSeqOf, type FindingsSource } from './source.ts';

/**
 * For each facet, how many findings there would be for each of its values, with every filter but its own; without the
 * values that none would have. A finding without currency is in no count of currencies.
 * @throws Failure cancelled
 */
export async function facetCounts(
  source: FindingsSource,
  query: FindingQuery,
  options: ViewOptions = {},
): Promise<FacetCounts> {
  const { db } = source;
  const decided = writeDecidedKinds(db, 'facets', runSeqOf(source));
  try {
    const slices = new Slices(findingCount(db, decided.runSeq), 1, options);
    return facetsOf(db, decided, query, await countKinds(db, decided, query, slices));
  } finally {
    dropDecidedKinds(db, decided);
  }
}

/**
 * How many findings of each kind pass the filters on single findings, whatever the filters on kinds say: with this, all
 * facets are counted in one pass, and in none if no filter looks at single findings.
 */
export async function countKinds(
  db: Db,
  decided: DecidedKinds,
  query: FindingQuery,
  slices: Slices,
): Promise<KindCounts> {
  const { runSeq } = decided;
  const conditions = conditionsOf(query, runSeq, 'finding');
  if (conditions.length === 0)
    return new Map(kindsOf(db, decided, {}).map((kind) => [kind.kind, kind]));
  const { sql, values } = allOf(conditions);
  const count = db.prepare<unknown[]>(
    `SELECT ${decided.kindSql} AS kind, count(*) AS count, coalesce(sum(g.amount_minor), 0) AS amountMinor
    FROM finding_grid g${decided.joinSql}
    WHERE g.run_seq = ? AND g.position >= ? AND g.position < ?${sql} GROUP BY 1`,
  );
  const counts = new Map<number, { count: number; amountMinor: number }>();
  await slices.each((from, to) => {
    const rows = count.all([runSeq, from, to, ...values]) as {
      kind: number;
      count: number;
      amountMinor: number;
    }[];
    for (const row of rows) {
      const sum = counts.get(row.kind);
      if (sum === undefined) counts.set(row.kind, row);
      else {
        sum.count += row.count;
        sum.amountMinor += row.amountMinor;
      }
    }
  });
  return counts;
}

/** How many findings a run has. */
export function findingCount(db: Db, runSeq: number): number {
  const sum = 'SELECT coalesce(sum(count), 0) FROM finding_kind WHERE run_seq = ?';
  return Number(db.prepare<unknown[]>(sum).pluck().get([runSeq]));
}
