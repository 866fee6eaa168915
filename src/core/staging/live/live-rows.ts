import type { LiveFilter, LiveRow, StoredLiveRow } from '../../model/live-row.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Db, Statement } from '../database.ts';

/** One row a record, with a unique key on its Raise id. */
export class LiveRows {
  readonly #put: Readonly<Record<'raise' | 'crm', Statement>>;
  readonly #drop: Readonly<Record<'raise' | 'crm', Statement>>;

  constructor(db: Db) {
    const put = (key: string): Statement =>
      db.prepare(
        `INSERT INTO live_record (record_type, ${key}, arrival, since_ms, last_ms, is_test, expected, row, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (record_type, ${key}) DO UPDATE SET arrival = excluded.arrival, since_ms = excluded.since_ms,
           last_ms = excluded.last_ms, is_test = excluded.is_test, expected = excluded.expected, row = excluded.row,
           version = excluded.version`,
      );
    const drop = (key: string): Statement =>
      db.prepare(`DELETE FROM live_record WHERE record_type = ? AND ${key} = ?`);
    this.#put = { raise: put('raise_id'), crm: put('lone_crm_id') };
    this.#drop = { raise: drop('raise_id'), crm: drop('lone_crm_id') };
  }

  put(row: LiveRow): void {
    const { recordType, raiseId, arrival, sinceMs, lastMs, isTestMode, expected, version } = row;
    const id = raiseId ?? row.loneCrmId;
    const told = [recordType, id, arrival, sinceMs, lastMs, isTestMode ? 1 : 0, expected];
    const put = raiseId === null ? this.#put.crm : this.#put.raise;
    put.run([...told, JSON.stringify(row), version]);
  }

  drop(side: 'raise' | 'crm', recordType: RecordType, id: string): void {
    this.#drop[side].run([recordType, id]);
  }
}

/** Where a list of rows goes on; the newest come first. */
export interface RowsAfter {
  readonly lastMs: number;
  readonly key: number;
}

/** What rows are asked for; `cutoffMs`: what one product alone has had since before this moment is late. */
export interface RowsAsked {
  readonly filter: LiveFilter;
  readonly cutoffMs: number;
  readonly includeTestMode: boolean;
}

/** Only gifts are waited for: CRM+ tells of no deleted or merged contact, and of no schedule at all (docs/api-facts.md A8). */
const ONE_ALONE = `r.record_type = 'gift' AND r.arrival IN ('only_raise', 'only_crm')`;
const COUNTED = '(r.is_test = 0 OR @includeTest = 1)';
const WHERE: Readonly<Record<LiveFilter, string>> = {
  all: 'TRUE',
  one_sided: `${ONE_ALONE} AND r.since_ms <= @cutoff AND r.expected IS NULL AND ${COUNTED}`,
  waiting: `${ONE_ALONE} AND r.since_ms > @cutoff AND r.expected IS NULL AND ${COUNTED}`,
  agreed: `r.arrival = 'both'`,
  crm_born: `r.arrival = 'crm_born'`,
  unlinked: `r.arrival = 'unlinked'`,
  test: 'r.is_test = 1',
  expected: `${ONE_ALONE} AND r.expected IS NOT NULL`,
  gone: `r.arrival = 'gone'`,
};

const MOST_ROWS = 500;

/** A block of rows, the last told of first. */
export function readRows(
  db: Db,
  asked: RowsAsked,
  after: RowsAfter | null,
  limit: number,
): readonly StoredLiveRow[] {
  const rows = db
    .prepare(
      `SELECT r.key, r.row FROM live_record r
       WHERE ${WHERE[asked.filter]} AND (r.last_ms, r.key) < (@lastMs, @key)
       ORDER BY r.last_ms DESC, r.key DESC LIMIT @limit`,
    )
    .all({
      ...bindings(asked),
      lastMs: after?.lastMs ?? Number.MAX_SAFE_INTEGER,
      key: after?.key ?? Number.MAX_SAFE_INTEGER,
      limit: Math.min(limit, MOST_ROWS),
    });
  return (rows as { key: number; row: string }[]).map(stored);
}

/** How many rows a filter lets through, whatever the block that is shown. */
export function countRows(db: Db, asked: RowsAsked): number {
  return Number(
    db
      .prepare(`SELECT count(*) FROM live_record r WHERE ${WHERE[asked.filter]}`)
      .pluck()
      .get(bindings(asked)),
  );
}

/** Every row, in the order of its ids: the same whatever order events came in. */
export function* everyRow(db: Db): Generator<LiveRow, void, void> {
  const rows = db
    .prepare<unknown[]>(
      'SELECT row FROM live_record ORDER BY record_type, raise_id IS NULL, coalesce(raise_id, lone_crm_id)',
    )
    .pluck()
    .iterate();
  for (const row of rows) yield JSON.parse(String(row)) as LiveRow;
}

function stored({ key, row }: { key: number; row: string }): StoredLiveRow {
  return { ...(JSON.parse(row) as LiveRow), key };
}

function bindings({ cutoffMs, includeTestMode }: RowsAsked): Record<string, number> {
  return { cutoff: cutoffMs, includeTest: includeTestMode ? 1 : 0 };
}
