import type { RecordType } from '../model/record-type.ts';
import { RAISE_TABLE } from './capture-schema.ts';
import { formList } from './form-list.ts';
import { inRange, type IdRange } from './id-ranges.ts';
import { HAS_CONTACT, OWNED_SCHEDULE } from './record-scan.ts';

export interface LedgerScope {
  readonly days: { readonly from: number; readonly to: number } | null;
  readonly formsInUse: readonly number[];
  /** Forms whose unresolved references are reported: confirmed, proved, legacy. */
  readonly formsReported: readonly number[];
}

/** SQL that gives a part of a side's rows: all of it, or those of some ids of a table. All rows of an owner are in the same part, in the same range. */
export interface LedgerPart {
  /** The ids it may be divided by; null where it has few rows. */
  readonly by: { readonly table: string; readonly column: string } | null;
  readonly sql: (range: IdRange | null) => string;
}

/**
 * SQL: the stored rows that a side's control total is summed from, and nothing else. Columns: `id`; `owner`, of which a cell counts
 * each once (the Raise record, or minus the CRM+ id of a row without one); `residual`, under which its explanation stands; `named`, the Raise id it belongs to or says it does;
 * `day`, by which it is put into a month (a CRM+ row's is that of its Raise record); `own_day`, `campaign`, `currency`, `amount`,
 * `shares`, and `keeps`, 0 where the shares weigh nothing because the money went back.
 */
export function ledgerSql(side: 'raise' | 'crm', type: RecordType, scope: LedgerScope): string {
  return ledgerParts(side, type, scope)
    .map((part) => part.sql(null))
    .join(' UNION ALL ');
}

/** The same in parts, for work that pauses in between. */
export function ledgerParts(
  side: 'raise' | 'crm',
  type: RecordType,
  scope: LedgerScope,
): readonly LedgerPart[] {
  if (side === 'raise') return [raisePart(type, scope)];
  const inUse = formList(scope.formsInUse);
  const reported = formList(scope.formsReported);
  if (type === 'donor') return donorParts(scope, inUse, reported);
  return type === 'gift'
    ? giftParts(scope, inUse, reported)
    : scheduleParts(scope, inUse, reported);
}

/** SQL: the same row once for each of its projects, with its share of the amount, as `project` and `part`. */
export function byProjectSql(ledger: string): string {
  // Most gifts have one project: looking into lists for those would take most of the time.
  return `SELECT l.*, l.shares AS project, l.amount AS part FROM (${ledger}) l WHERE typeof(l.shares) <> 'text'
    UNION ALL SELECT l.*, j.value ->> 0, (j.value ->> 1) * l.keeps FROM (${ledger}) l JOIN json_each(l.shares) j WHERE typeof(l.shares) = 'text'`;
}

/** SQL: the month of a day. */
export const MONTH = (day: string): string =>
  `CASE WHEN ${day} IS NULL THEN NULL ELSE strftime('%Y-%m', ${day} * 86400, 'unixepoch') END`;

/** SQL: a Raise record is its own owner. */
const OWN = 'id, id AS owner, id AS residual, id AS named, day, day AS own_day';
/** SQL: what has no money. */
const NO_MONEY = '0 AS campaign, NULL AS currency, 0 AS amount, 0 AS shares, 1 AS keeps';

function raisePart(type: RecordType, scope: LedgerScope): LedgerPart {
  const where = within('day', scope);
  const sql = {
    donor: `SELECT ${OWN}, ${NO_MONEY} FROM raise_donor WHERE ${where}`,
    gift: `SELECT ${OWN}, campaign, currency, CASE status WHEN 'refunded' THEN 0 ELSE amount END AS amount,
      shares, status <> 'refunded' AS keeps FROM raise_gift WHERE ${where}`,
    recurring_gift: `SELECT ${OWN}, campaign, currency, amount, 0 AS shares, 1 AS keeps FROM raise_schedule WHERE ${where}`,
  }[type];
  return {
    by: { table: RAISE_TABLE[type], column: 'id' },
    sql: (range) => `${sql}${and('id', range)}`,
  };
}

/** Rows that belong to a Raise gift, by reference or as an extra pair; rows that only claim to; rows of a quarantined Raise gift. */
function giftParts(scope: LedgerScope, inUse: string, reported: string): LedgerPart[] {
  const own = 'c.day, c.day AS own_day, 0 AS campaign, c.currency, c.amount, c.shares, 1 AS keeps';
  return [
    {
      by: { table: 'raise_gift', column: 'id' },
      sql: (
        range,
      ) => `SELECT o.id, g.id AS owner, g.id AS residual, g.id AS named, g.day, o.day AS own_day, g.campaign, o.currency, o.amount, o.shares, 1 AS keeps FROM raise_gift g JOIN (
        SELECT ref AS owner, id, day, currency, amount, shares FROM crm_gift WHERE ref IS NOT NULL AND form IN (${inUse}) AND id NOT IN (SELECT crm_gift FROM extra_pair)
        UNION ALL SELECT e.raise_gift, c.id, c.day, c.currency, c.amount, c.shares FROM extra_pair e CROSS JOIN crm_gift c ON c.id = e.crm_gift) o ON o.owner = g.id
      WHERE ${within('g.day', scope)}${and('g.id', range)}`,
    },
    {
      by: { table: 'crm_gift', column: 'ref' },
      sql: (
        range,
      ) => `SELECT c.id, -c.id AS owner, -c.id AS residual, c.ref AS named, ${own} FROM crm_gift c WHERE c.form IN (${reported}) AND c.ref IS NOT NULL AND ${within('c.day', scope)}
      AND NOT EXISTS (SELECT 1 FROM raise_gift g WHERE g.id = c.ref AND c.form IN (${inUse})) AND NOT EXISTS (SELECT 1 FROM raise_gift k WHERE k.key_id = c.id)
      AND (c.form NOT IN (${inUse}) OR NOT ${IS_QUARANTINED('raise.gifts', 'c.ref')}) AND c.id NOT IN (SELECT crm_gift FROM extra_pair)${and('c.ref', range)}`,
    },
    {
      by: null,
      sql: () => `SELECT c.id, c.ref AS owner, -c.id AS residual, c.ref AS named, ${own} FROM crm_gift c WHERE c.form IN (${inUse}) AND ${within('c.day', scope)}
      AND c.ref IN (SELECT u.id FROM unreadable u WHERE u.stream = 'raise.gifts') AND NOT EXISTS (SELECT 1 FROM raise_gift g WHERE g.id = c.ref)`,
    },
  ];
}

/** A donor's contact, once for each donor on it; contacts that only claim to be a donor's. */
function donorParts(scope: LedgerScope, inUse: string, reported: string): LedgerPart[] {
  return [
    {
      by: { table: 'raise_donor', column: 'id' },
      sql: (
        range,
      ) => `SELECT coalesce((SELECT k.id FROM crm_contact k WHERE k.id = d.key_id), (SELECT min(contact) FROM contact_reference WHERE ref = d.id AND form IN (${inUse}))) AS id,
      d.id AS owner, d.id AS residual, d.id AS named, d.day, d.day AS own_day, ${NO_MONEY}
      FROM raise_donor d WHERE ${within('d.day', scope)} AND ${HAS_CONTACT(inUse, 'd.id')}${and('d.id', range)}`,
    },
    {
      by: null,
      sql: () => `SELECT c.id, -c.id AS owner, -c.id AS residual, (SELECT min(ref) FROM contact_reference WHERE contact = c.id AND form IN (${reported})) AS named, c.day, c.day AS own_day,
      ${NO_MONEY}
      FROM crm_contact c WHERE c.merged_into IS NULL AND ${within('c.day', scope)}
      AND c.id IN (SELECT contact FROM contact_reference WHERE form IN (${reported}) AND ref IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM raise_donor d WHERE d.key_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM contact_reference r JOIN raise_donor d ON d.id = r.ref WHERE r.contact = c.id AND r.form IN (${inUse}))`,
    },
  ];
}

/** The schedule a Raise schedule has, its amount read in that one's currency (CRM+ tells none); schedules that only claim to be one's. */
function scheduleParts(scope: LedgerScope, inUse: string, reported: string): LedgerPart[] {
  return [
    {
      by: { table: 'raise_schedule', column: 'id' },
      sql: (
        range,
      ) => `SELECT c.id, o.id AS owner, o.id AS residual, o.id AS named, o.day, c.day AS own_day, o.campaign, o.currency,
      minor_units(c.record ->> '$.amountText', o.currency) AS amount, 0 AS shares, 1 AS keeps FROM
      (SELECT r.id, r.day, r.campaign, r.currency, ${OWNED_SCHEDULE(inUse).replace(':id', 'r.id')} AS crm FROM raise_schedule r WHERE ${within('r.day', scope)}${and('r.id', range)}) o
      JOIN crm_schedule c ON c.id = o.crm`,
    },
    {
      by: null,
      sql: () => `SELECT c.id, -c.id AS owner, -c.id AS residual, c.ref AS named, c.day, c.day AS own_day, ${NO_MONEY}
      FROM crm_schedule c WHERE c.form IN (${reported}) AND c.ref IS NOT NULL AND ${within('c.day', scope)}
      AND NOT EXISTS (SELECT 1 FROM raise_schedule s WHERE s.id = c.ref AND c.form IN (${inUse})) AND NOT EXISTS (SELECT 1 FROM raise_schedule k WHERE k.key_id = c.id)`,
    },
  ];
}

/** SQL: the Raise record that a reference names could not be parsed. */
const IS_QUARANTINED = (stream: string, ref: string): string =>
  `EXISTS (SELECT 1 FROM unreadable u WHERE u.stream = '${stream}' AND u.id = ${ref})`;

function within(day: string, scope: LedgerScope): string {
  // A record that tells no day can't be shown to lie outside.
  return scope.days === null
    ? '1'
    : `(${day} IS NULL OR ${day} BETWEEN ${scope.days.from} AND ${scope.days.to})`;
}

function and(id: string, range: IdRange | null): string {
  return range === null ? '' : ` AND ${inRange(id, range)}`;
}
