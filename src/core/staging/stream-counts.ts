import type { StreamName } from '../model/streams.ts';
import type { CaptureFile } from './capture-file.ts';
import { ROW_TABLES } from './capture-schema.ts';
import type { Db } from './database.ts';
import type { ReadKind } from './direct-reads.ts';

export interface StreamCounts {
  readonly records: number;
  readonly unreadable: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** Distinct readable records and quarantined rows of a list, as it was read. */
export function countListed(db: Db, name: StreamName): StreamCounts {
  const row = db
    .prepare(
      `SELECT count(*) AS records, min(id) AS first, max(id) AS last FROM
        (SELECT id FROM ${ROW_TABLES[name]} WHERE page IS NOT NULL UNION SELECT id FROM late_row WHERE stream = ?)`,
    )
    .get([name]) as { records: number; first: number | null; last: number | null };
  const unreadable = db
    .prepare(
      `SELECT count(DISTINCT coalesce('#' || id, body_digest)) FROM unreadable WHERE stream = ? AND page IS NOT NULL`,
    )
    .pluck()
    .get([name]);
  return {
    records: row.records,
    unreadable: Number(unreadable),
    first: row.first === null ? null : String(row.first),
    last: row.last === null ? null : String(row.last),
  };
}

export interface SingleCounts extends StreamCounts {
  /** Records that are not there, and that were asked for without an answer. */
  readonly absent: number;
  readonly unknown: number;
  /** When the first and the last answer came; null if none did. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** The same where single records were read and no list: by what kinds of reads, and by which of them a record's own id. */
export function countSingle(
  db: Db,
  name: StreamName,
  kinds: readonly ReadKind[],
  byId: readonly ReadKind[],
): SingleCounts {
  const list = (of: readonly ReadKind[]): string => of.map((kind) => `'${kind}'`).join(', ');
  const rows = db
    .prepare(
      `SELECT count(*) AS records, min(id) AS first, max(id) AS last FROM ${ROW_TABLES[name]}`,
    )
    .get() as { records: number; first: number | null; last: number | null };
  const unreadable = db
    .prepare(
      `SELECT count(DISTINCT coalesce('#' || id, body_digest)) FROM unreadable WHERE stream = ? AND (id IS NULL OR id NOT IN (SELECT id FROM ${ROW_TABLES[name]}))`,
    )
    .pluck()
    .get([name]);
  const reads = db
    .prepare(
      `SELECT count(*) FILTER (WHERE outcome = 'absent' AND kind IN (${list(byId)})) AS absent,
        count(*) FILTER (WHERE outcome = 'unknown' AND kind IN (${list(byId)})) AS unknown,
        min(asked_at) AS firstAt, max(asked_at) AS lastAt FROM direct_read WHERE kind IN (${list(kinds)})`,
    )
    .get() as Pick<SingleCounts, 'absent' | 'unknown' | 'firstAt' | 'lastAt'>;
  return {
    ...reads,
    records: rows.records,
    unreadable: Number(unreadable),
    first: rows.first === null ? null : String(rows.first),
    last: rows.last === null ? null : String(rows.last),
  };
}

/** Records that were made after the audit began: they were read, and are left to the next one. */
export function countLate(db: Db, name: StreamName): number {
  return Number(db.prepare('SELECT count(*) FROM late_row WHERE stream = ?').pluck().get([name]));
}

/**
 * Records that single reads found and a complete, unfiltered list should have held: they were there before it was read.
 * Merged and archived ones may rightly be left out of a list (docs/api-facts.md A5).
 */
export function countUnlisted(capture: CaptureFile, name: StreamName): number {
  const snapshot = capture.snapshot(name);
  if (
    snapshot?.state !== 'sealed' ||
    snapshot.filter !== null ||
    snapshot.startedAt === null ||
    name === 'raise.campaigns'
  )
    return 0;
  const unlisted = capture.db
    .prepare(
      `SELECT count(*) FROM ${ROW_TABLES[name]} WHERE page IS NULL AND json_extract(record, '$.createdAt') < ?
      AND id NOT IN (SELECT id FROM late_row WHERE stream = ?)
      AND coalesce(json_extract(record, '$.isArchived'), 0) = 0 AND json_extract(record, '$.mergedIntoContactId') IS NULL`,
    )
    .pluck()
    .get([snapshot.startedAt, name]);
  return Number(unlisted);
}
