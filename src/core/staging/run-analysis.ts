import type { Metric, RunAnalysis, TrendPoint } from '../model/run-analysis.ts';
import type { RunParameters } from '../model/report.ts';
import { comparableScope } from '../model/run-scope.ts';
import type { Db } from './database.ts';

/** Keeps what a run's rows tell beyond its findings, and its figures for trends; the caller holds the transaction. */
export function saveAnalysis(
  db: Db,
  run: string,
  analysis: RunAnalysis,
  metrics: readonly Metric[],
): void {
  db.prepare('INSERT OR REPLACE INTO run_analysis VALUES (?, ?)').run([
    run,
    JSON.stringify(analysis),
  ]);
  db.prepare('DELETE FROM metric WHERE run = ?').run([run]);
  const insert = db.prepare<unknown[]>('INSERT INTO metric VALUES (?, ?, ?, ?)');
  for (const { name, recordType, value } of metrics)
    insert.run([run, name, recordType ?? '', value]);
}

/** Null for a run of an earlier Tieout. */
export function analysisOf(db: Db, run: string): RunAnalysis | null {
  const text: unknown = db
    .prepare('SELECT analysis FROM run_analysis WHERE run = ?')
    .pluck()
    .get([run]);
  return typeof text === 'string' ? (JSON.parse(text) as RunAnalysis) : null;
}

/** The finished runs up to one of them, oldest first, with the figures that each has; an earlier Tieout kept none. */
export function trendOf(db: Db, run: string): TrendPoint[] {
  const runs = db
    .prepare(
      `SELECT id AS runId, as_of_utc AS asOfUtc, facts ->> '$.status' AS status, facts -> '$.parameters' AS parameters FROM run
      WHERE state = 'finished' AND seq <= (SELECT seq FROM run WHERE id = ?) ORDER BY seq`,
    )
    .all([run]) as (Omit<TrendPoint, 'scope' | 'metrics'> & { readonly parameters: string })[];
  const figures = db.prepare(FIGURES);
  return runs.map(({ parameters, ...point }) => ({
    ...point,
    scope: comparableScope(JSON.parse(parameters) as RunParameters),
    metrics: figures.all([point.runId]) as Metric[],
  }));
}

const MISSING = ['reconcile.missing_in_crm', 'reconcile.missing_in_raise'] as const;

/**
 * How many records were missing on either side in the last runs that looked at all records of their days, oldest first, and all figures of
 * the newest of these; runs of single records have no counts.
 */
export function lastMissing(
  db: Db,
  limit: number,
): { trend: { asOfUtc: string; missing: number }[]; metrics: Metric[] } {
  const points = db
    .prepare(
      `SELECT id AS runId, as_of_utc AS asOfUtc,
        (SELECT sum(value) FROM metric WHERE run = run.id AND name IN (?, ?)) AS missing
      FROM run WHERE state = 'finished' AND missing IS NOT NULL ORDER BY seq DESC LIMIT ?`,
    )
    .all([...MISSING, limit]) as { runId: string; asOfUtc: string; missing: number }[];
  const [newest] = points;
  return {
    trend: points.toReversed().map(({ asOfUtc, missing }) => ({ asOfUtc, missing })),
    metrics: newest === undefined ? [] : metricsOf(db, newest.runId),
  };
}

/** A run's figures; none for a run of an earlier Tieout. */
export function metricsOf(db: Db, run: string): Metric[] {
  return db.prepare(FIGURES).all([run]) as Metric[];
}

const FIGURES =
  "SELECT name, nullif(record_type, '') AS recordType, value FROM metric WHERE run = ? ORDER BY name, record_type";
