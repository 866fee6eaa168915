import type { NewFinding } from '../../model/finding.ts';
import { formatInstant } from '../../model/instants.ts';
import type { LiveRow, StoredLiveRow } from '../../model/live-row.ts';
import type { LiveVerdict } from '../../model/live-status.ts';
import type { Product } from '../../model/record-type.ts';
import { inTransaction, type Db } from '../database.ts';

/** What a direct read said of one version of a row. */
export interface NewVerdict {
  readonly key: number;
  readonly version: string;
  readonly outcome: LiveVerdict['outcome'];
  readonly finding: NewFinding | null;
  readonly sentence: string | null;
  readonly checkedMs: number;
  /** When to look again without news; null for never. */
  readonly againMs: number | null;
  readonly calls: Readonly<Record<Product, number>>;
}

interface VerdictRow {
  readonly version: string;
  readonly outcome: LiveVerdict['outcome'];
  readonly finding: string | null;
  readonly sentence: string | null;
  readonly foundMs: number | null;
  readonly checkedMs: number;
  readonly againMs: number | null;
}

export interface StoredVerdict extends LiveVerdict {
  readonly version: string;
  readonly againMs: number | null;
}

const COLUMNS =
  'v.version, v.outcome, v.finding, v.sentence, v.found_ms AS foundMs, v.checked_ms AS checkedMs, v.again_ms AS againMs';

/** Keeps a verdict with what it cost; one on a row that is gone meanwhile costs all the same. @throws Failure storage */
export function saveVerdict(db: Db, verdict: NewVerdict): void {
  const { key, version, outcome, finding, sentence, checkedMs, againMs, calls } = verdict;
  inTransaction(db, () => {
    db.prepare(
      `INSERT INTO verdict
       SELECT key, ?, ?, ?, ?, ?, ?, ? FROM live_record WHERE key = ?
       ON CONFLICT (record) DO UPDATE SET version = excluded.version, outcome = excluded.outcome, finding = excluded.finding,
         sentence = excluded.sentence, checked_ms = excluded.checked_ms, again_ms = excluded.again_ms,
         found_ms = CASE WHEN verdict.finding ->> '$.id' = excluded.finding ->> '$.id' THEN verdict.found_ms ELSE excluded.found_ms END`,
    ).run([
      version,
      outcome,
      finding === null ? null : JSON.stringify(finding),
      sentence,
      finding === null ? null : checkedMs,
      checkedMs,
      againMs,
      key,
    ]);
    // Only what it was not called before: the same finding, read once more, is late once.
    db.prepare(
      `INSERT OR IGNORE INTO confirmed_late SELECT found_ms, finding ->> '$.id' FROM verdict
       WHERE record = ? AND outcome = 'finding' AND found_ms = ?`,
    ).run([key, checkedMs]);
    noteSpent(db, checkedMs, calls);
  });
}

/** How often reading directly made something a finding in a span of time; the end itself is outside. */
export function countConfirmed(db: Db, fromMs: number, untilMs: number): number {
  return Number(
    db
      .prepare('SELECT count(*) FROM confirmed_late WHERE found_ms >= ? AND found_ms < ?')
      .pluck()
      .get([fromMs, untilMs]),
  );
}

/** Notes calls that confirming has made. */
export function noteSpent(db: Db, atMs: number, calls: Readonly<Record<Product, number>>): void {
  db.prepare('INSERT INTO spend VALUES (?, ?, ?)').run([atMs, calls.raise, calls.crm]);
  db.prepare('DELETE FROM spend WHERE at_ms < ?').run([atMs - 2 * HOUR_MS]);
}

/** Calls of the last hour, and the most that one check took. */
export function spentSince(
  db: Db,
  sinceMs: number,
): Readonly<Record<Product, { readonly calls: number; readonly most: number }>> {
  const row = db
    .prepare(
      `SELECT coalesce(sum(raise_calls), 0) AS raiseCalls, coalesce(sum(crm_calls), 0) AS crmCalls,
         coalesce(max(raise_calls), 0) AS mostRaise, coalesce(max(crm_calls), 0) AS mostCrm FROM spend WHERE at_ms > ?`,
    )
    .get([sinceMs]) as Readonly<
    Record<'raiseCalls' | 'crmCalls' | 'mostRaise' | 'mostCrm', number>
  >;
  return {
    raise: { calls: row.raiseCalls, most: row.mostRaise },
    crm: { calls: row.crmCalls, most: row.mostCrm },
  };
}

/** What a direct read said of a live row; null if it was not asked. */
export function verdictOf(db: Db, key: number): StoredVerdict | null {
  const row = db
    .prepare(
      `SELECT ${COLUMNS}, r.version AS rowVersion FROM verdict v JOIN live_record r ON r.key = v.record WHERE v.record = ?`,
    )
    .get([key]) as (VerdictRow & { rowVersion: string }) | undefined;
  return row === undefined ? null : asVerdict(row, row.rowVersion);
}

/** A row that may have to be read directly, with what was said of it before. */
export interface Candidate {
  readonly row: StoredLiveRow;
  readonly verdict: StoredVerdict | null;
}

/** Rows that one product alone has had since before a moment, and rows with a finding that an event brought news of; the oldest first. */
export function* candidates(db: Db, cutoffMs: number): Generator<Candidate, void, void> {
  const rows = db
    .prepare(
      `SELECT r.key, r.row, r.version AS rowVersion, ${COLUMNS}
       FROM live_record r LEFT JOIN verdict v ON v.record = r.key
       WHERE (r.record_type = 'gift' AND r.arrival IN ('only_raise', 'only_crm') AND r.since_ms <= ?)
         OR v.outcome = 'finding'
       ORDER BY r.since_ms, r.key`,
    )
    .iterate([cutoffMs]);
  for (const each of rows as IterableIterator<
    VerdictRow & {
      key: number;
      row: string;
      rowVersion: string;
      version: string | null;
    }
  >)
    yield {
      row: { ...(JSON.parse(each.row) as LiveRow), key: each.key },
      verdict: each.version === null ? null : asVerdict(each, each.rowVersion),
    };
}

/** The rows that direct reads have a finding of, the newest first. */
export function* foundRows(db: Db): Generator<Candidate, void, void> {
  const rows = db
    .prepare(
      `SELECT r.key, r.row, r.version AS rowVersion, ${COLUMNS} FROM verdict v JOIN live_record r ON r.key = v.record
       WHERE v.outcome = 'finding' ORDER BY v.found_ms DESC, r.key DESC`,
    )
    .iterate();
  for (const each of rows as IterableIterator<
    VerdictRow & { key: number; row: string; rowVersion: string }
  >)
    yield {
      row: { ...(JSON.parse(each.row) as LiveRow), key: each.key },
      verdict: asVerdict(each, each.rowVersion),
    };
}

/** A finding of a direct read without what it says. */
export interface FindingRead extends Pick<
  NewFinding,
  'id' | 'recordType' | 'state' | 'raiseId' | 'crmId' | 'date'
> {
  readonly isActionable: boolean;
  readonly checkedUtc: string;
}

/** All of them, to be counted. */
export function findingsRead(db: Db): readonly FindingRead[] {
  const members = ['id', 'recordType', 'state', 'raiseId', 'crmId', 'date', 'actionable'];
  const columns = members.map((name) => `finding ->> '$.${name}' AS ${name}`).join(', ');
  const rows = db
    .prepare(`SELECT ${columns}, checked_ms AS checkedMs FROM verdict WHERE outcome = 'finding'`)
    .all() as (Omit<FindingRead, 'isActionable' | 'checkedUtc'> & {
    readonly actionable: 0 | 1;
    readonly checkedMs: number;
  })[];
  return rows.map(({ actionable, checkedMs, ...finding }) => ({
    ...finding,
    isActionable: actionable === 1,
    checkedUtc: formatInstant(checkedMs),
  }));
}

/** How many could not be decided and will be asked again. */
export function countUndecided(db: Db): number {
  return Number(
    db.prepare(`SELECT count(*) FROM verdict WHERE outcome = 'undecided'`).pluck().get(),
  );
}

const HOUR_MS = 3_600_000;

function asVerdict(row: VerdictRow, rowVersion: string): StoredVerdict {
  const { version, outcome, finding, sentence, foundMs, checkedMs, againMs } = row;
  return {
    version,
    outcome,
    sentence,
    againMs,
    finding:
      finding === null
        ? null
        : {
            ...(JSON.parse(finding) as NewFinding),
            firstSeenUtc: formatInstant(foundMs ?? checkedMs),
          },
    checkedUtc: formatInstant(checkedMs),
    isOutdated: version !== rowVersion,
  };
}
