import type { RecordType } from '../model/record-type.ts';
import type { Cause, State } from '../model/states.ts';
import type { Db } from './database.ts';
import { formList } from './form-list.ts';
import { HAS_CONTACT, OWNED_SCHEDULE } from './record-scan.ts';

/** One side's control total in one month and currency. */
export interface ControlTotal {
  readonly month: string | null;
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

export interface TotalsScope {
  readonly days: { readonly from: number; readonly to: number } | null;
  readonly formsInUse: readonly number[];
  /** Forms whose unresolved references are reported: confirmed, proved, legacy. */
  readonly formsReported: readonly number[];
}

const MONTH = (day: string): string =>
  `CASE WHEN ${day} IS NULL THEN NULL ELSE strftime('%Y-%m', ${day} * 86400, 'unixepoch') END`;

/** Raise's control totals, summed from the stored rows and nothing else. Refunded gifts count with amount 0. */
export function raiseTotals(db: Db, type: RecordType, scope: TotalsScope): ControlTotal[] {
  const where = within('day', scope);
  const sql = {
    donor: `SELECT ${MONTH('day')} AS month, NULL AS currency, count(*) AS count, 0 AS amountMinor FROM raise_donor WHERE ${where} GROUP BY 1`,
    gift: `SELECT ${MONTH('day')} AS month, currency, count(*) AS count, sum(CASE status WHEN 'refunded' THEN 0 ELSE amount END) AS amountMinor
      FROM raise_gift WHERE ${where} GROUP BY 1, 2`,
    recurring_gift: `SELECT ${MONTH('day')} AS month, currency, count(*) AS count, sum(amount) AS amountMinor FROM raise_schedule WHERE ${where} GROUP BY 1, 2`,
  }[type];
  return db.prepare(sql).all() as ControlTotal[];
}

/** CRM+'s control totals of donors and gifts: rows that belong to a Raise record, in its month, and rows that only claim to. */
export function crmTotals(db: Db, type: 'donor' | 'gift', scope: TotalsScope): ControlTotal[] {
  return db.prepare(type === 'gift' ? giftSql(scope) : donorSql(scope)).all() as ControlTotal[];
}

/** Pairs of schedules whose amounts the caller reads (CRM+ tells no currency), and CRM+ schedules that only claim to. */
export function schedulePairs(
  db: Db,
  scope: TotalsScope,
): {
  readonly month: string | null;
  readonly currency: string | null;
  readonly record: string | null;
  readonly isPaired: boolean;
}[] {
  const rows = db
    .prepare(
      `SELECT ${MONTH('o.day')} AS month, o.currency, (SELECT record FROM crm_schedule WHERE id = o.crm) AS record, 1 AS isPaired FROM
      (SELECT r.day, r.currency, ${OWNED_SCHEDULE(formList(scope.formsInUse)).replace(':id', 'r.id')} AS crm FROM raise_schedule r WHERE ${within('r.day', scope)}) o WHERE o.crm IS NOT NULL
    UNION ALL SELECT ${MONTH('c.day')}, NULL, NULL, 0 FROM crm_schedule c WHERE c.form IN (${formList(scope.formsReported)}) AND c.ref IS NOT NULL AND ${within('c.day', scope)}
      AND NOT EXISTS (SELECT 1 FROM raise_schedule s WHERE s.id = c.ref AND c.form IN (${formList(scope.formsInUse)})) AND NOT EXISTS (SELECT 1 FROM raise_schedule k WHERE k.key_id = c.id)`,
    )
    .all();
  return (
    rows as {
      month: string | null;
      currency: string | null;
      record: string | null;
      isPaired: number;
    }[]
  ).map((row) => ({ ...row, isPaired: row.isPaired === 1 }));
}

export interface ExplainedCell extends ControlTotal {
  readonly state: State;
  readonly cause: Cause;
}

/** The differences that verdicts explain, as classification wrote them. */
export function explainedCells(db: Db, type: RecordType): ExplainedCell[] {
  return db
    .prepare(
      'SELECT month, currency, state, cause, count, amount AS amountMinor FROM explained WHERE record_type = ? ORDER BY month, currency, state, cause',
    )
    .all([type]) as ExplainedCell[];
}

function giftSql(scope: TotalsScope): string {
  const inUse = formList(scope.formsInUse);
  return `SELECT month, currency, sum(count) AS count, sum(amount) AS amountMinor FROM (
    SELECT ${MONTH('g.day')} AS month, o.currency, count(DISTINCT g.id) AS count, sum(o.amount) AS amount FROM raise_gift g JOIN (
        SELECT ref AS owner, currency, amount FROM crm_gift WHERE ref IS NOT NULL AND form IN (${inUse}) AND id NOT IN (SELECT crm_gift FROM extra_pair)
        UNION ALL SELECT e.raise_gift, c.currency, c.amount FROM extra_pair e JOIN crm_gift c ON c.id = e.crm_gift) o ON o.owner = g.id
      WHERE ${within('g.day', scope)} GROUP BY 1, 2
    UNION ALL
    SELECT ${MONTH('c.day')}, c.currency, count(*), sum(c.amount) FROM crm_gift c WHERE c.form IN (${formList(scope.formsReported)}) AND c.ref IS NOT NULL AND ${within('c.day', scope)}
      AND NOT EXISTS (SELECT 1 FROM raise_gift g WHERE g.id = c.ref AND c.form IN (${inUse})) AND NOT EXISTS (SELECT 1 FROM raise_gift k WHERE k.key_id = c.id)
      AND (c.form NOT IN (${inUse}) OR ${NOT_READ('raise.gifts', 'c.ref')}) AND c.id NOT IN (SELECT crm_gift FROM extra_pair)
      GROUP BY 1, 2
    UNION ALL
    SELECT ${MONTH('c.day')}, c.currency, c.id = (SELECT min(m.id) FROM crm_gift m WHERE m.ref = c.ref AND m.form IN (${inUse})), c.amount
      FROM crm_gift c WHERE c.form IN (${inUse}) AND ${within('c.day', scope)}
      AND NOT ${NOT_READ('raise.gifts', 'c.ref')} AND NOT EXISTS (SELECT 1 FROM raise_gift g WHERE g.id = c.ref))
    GROUP BY 1, 2`;
}

function donorSql(scope: TotalsScope): string {
  const inUse = formList(scope.formsInUse);
  const reported = formList(scope.formsReported);
  return `SELECT month, NULL AS currency, sum(count) AS count, 0 AS amountMinor FROM (
    SELECT ${MONTH('d.day')} AS month, count(*) AS count FROM raise_donor d WHERE ${within('d.day', scope)} AND ${HAS_CONTACT(inUse, 'd.id')} GROUP BY 1
    UNION ALL
    SELECT ${MONTH('c.day')}, count(*) FROM crm_contact c WHERE c.merged_into IS NULL AND ${within('c.day', scope)}
      AND c.id IN (SELECT contact FROM contact_reference WHERE form IN (${reported}) AND ref IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM raise_donor d WHERE d.key_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM contact_reference r JOIN raise_donor d ON d.id = r.ref WHERE r.contact = c.id AND r.form IN (${inUse})) GROUP BY 1)
    GROUP BY 1`;
}

/** SQL: the Raise record a reference names was not quarantined either. */
const NOT_READ = (stream: string, ref: string): string =>
  `NOT EXISTS (SELECT 1 FROM unreadable u WHERE u.stream = '${stream}' AND u.id = ${ref})`;

function within(day: string, scope: TotalsScope): string {
  // A record that tells no day can't be shown to lie outside.
  return scope.days === null
    ? '1'
    : `(${day} IS NULL OR ${day} BETWEEN ${scope.days.from} AND ${scope.days.to})`;
}
