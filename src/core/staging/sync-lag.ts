import type { RecordType } from '../model/record-type.ts';
import type { Steps } from '../model/steps.ts';
import { RAISE_TABLE } from './capture-schema.ts';
import type { Db } from './database.ts';
import { formList } from './form-list.ts';
import { idRanges, inRange } from './id-ranges.ts';
import { OWNED_SCHEDULE } from './record-scan.ts';

export interface MeasuredLag {
  readonly pairs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** So many pairs that CRM+ made in one hour, at least half of them from records this much older, were imported. */
export const IMPORT = { pairs: 20, olderMs: 30 * 86_400_000 } as const;

/**
 * How long CRM+ took to have what Raise had created: the time from a Raise record's creation to that of the first CRM+ record it is
 * paired with. Percentiles are times that pairs took (nearest rank). Null if no pair counts.
 * @param settledMs Raise records created later do not count: of those, only the quick ones have a pair yet
 */
export function* measureSyncLag(
  db: Db,
  type: RecordType,
  formsInUse: readonly number[],
  settledMs: number,
): Steps<MeasuredLag | null> {
  db.exec(`DROP TABLE IF EXISTS temp.sync_pair; DROP TABLE IF EXISTS temp.sync_lag;
    CREATE TEMP TABLE sync_pair (hour INTEGER NOT NULL, lag INTEGER NOT NULL);
    CREATE TEMP TABLE sync_lag (rank INTEGER PRIMARY KEY, lag INTEGER NOT NULL)`);
  for (const range of idRanges(db, RAISE_TABLE[type])) {
    yield;
    db.prepare(
      `INSERT INTO sync_pair SELECT theirs / 3600000, theirs - ours FROM (${PAIRS[type](formList(formsInUse), (id) => inRange(id, range))})
      WHERE theirs > ours AND ours <= ?`,
    ).run([settledMs]);
  }
  yield;
  db.exec(`INSERT INTO sync_lag (lag) SELECT lag FROM sync_pair WHERE hour NOT IN
      (SELECT hour FROM sync_pair GROUP BY hour HAVING count(*) >= ${IMPORT.pairs} AND 2 * sum(lag >= ${IMPORT.olderMs}) >= count(*))
      ORDER BY lag;
    DROP TABLE sync_pair`);
  const pairs = Number(db.prepare('SELECT count(*) FROM sync_lag').pluck().get());
  const lagAt = db.prepare('SELECT lag FROM sync_lag WHERE rank = ?').pluck();
  const percentile = (share: number): number =>
    Number(lagAt.get([Math.ceil((share * pairs) / 100)]));
  const measured = {
    pairs,
    p50Ms: percentile(50),
    p95Ms: percentile(95),
    p99Ms: percentile(99),
  };
  db.exec('DROP TABLE sync_lag');
  return pairs === 0 ? null : measured;
}

/** SQL: when either side created the records of a pair, as `ours` and `theirs`; a Raise record once. Those of a range of Raise ids. */
const PAIRS: Readonly<
  Record<RecordType, (forms: string, isWithin: (id: string) => string) => string>
> = {
  donor: (
    forms,
    isWithin,
  ) => `SELECT d.created AS ours, c.created AS theirs FROM raise_donor d JOIN crm_contact c ON c.id = coalesce(
      (SELECT k.id FROM crm_contact k WHERE k.id = d.key_id), (SELECT min(contact) FROM contact_reference WHERE ref = d.id AND form IN (${forms}))) WHERE ${isWithin('d.id')}`,
  // A reversal is no arrival; of a gift that became several the first one is.
  gift: (
    forms,
    isWithin,
  ) => `SELECT g.created AS ours, min(c.created) AS theirs FROM raise_gift g JOIN crm_gift c ON c.ref = g.id AND c.form IN (${forms})
      WHERE c.is_reversal = 0 AND ${isWithin('g.id')} GROUP BY g.id
    UNION ALL
    SELECT g.created, min(c.created) FROM extra_pair e JOIN raise_gift g ON g.id = e.raise_gift JOIN crm_gift c ON c.id = e.crm_gift
      WHERE c.is_reversal = 0 AND ${isWithin('g.id')} AND NOT EXISTS (SELECT 1 FROM crm_gift o WHERE o.ref = g.id AND o.form IN (${forms}) AND o.is_reversal = 0) GROUP BY g.id`,
  recurring_gift: (forms, isWithin) => `SELECT o.created AS ours, c.created AS theirs FROM
      (SELECT r.created, ${OWNED_SCHEDULE(forms).replace(':id', 'r.id')} AS crm FROM raise_schedule r WHERE ${isWithin('r.id')}) o JOIN crm_schedule c ON c.id = o.crm`,
};
