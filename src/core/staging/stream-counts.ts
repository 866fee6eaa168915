import type { StreamName } from '../model/streams.ts';
import type { CaptureFile } from './capture-file.ts';
import { ROW_TABLES } from './capture-schema.ts';
import type { Db } from './database.ts';

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

/** Rows of a stream, those of direct reads included. */
export function countAll(db: Db, name: StreamName): number {
  return Number(db.prepare(`SELECT count(*) FROM ${ROW_TABLES[name]}`).pluck().get());
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
