import type { Steps } from '../model/steps.ts';
import type { Db } from './database.ts';
import { formList } from './form-list.ts';
import { idRanges, inRange } from './id-ranges.ts';
import type { StoredShares } from './labels.ts';

/** What set-based matching needs to know of the run's rules. */
export interface MatchRules {
  readonly giftForms: readonly number[];
  readonly dateToleranceDays: number;
  readonly amountToleranceMinor: number;
}

/**
 * Finds the gifts that need a closer look: everything but a plain pair, which is one unkeyed synced gift with exactly one CRM+
 * gift of the same amount (or with the covered costs), currency and split, a near day, and the donor's own contact.
 * SQL over two covering indexes; only the suspects are written down.
 */
export function* findGiftSuspects(db: Db, rules: MatchRules): Steps<void> {
  const forms = formList(rules.giftForms);
  db.exec(`DROP TABLE IF EXISTS temp.gift_suspect;
    DROP TABLE IF EXISTS temp.donor_contact;
    CREATE TEMP TABLE donor_contact (donor INTEGER PRIMARY KEY, contact INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO donor_contact SELECT d.id, d.key_id FROM raise_donor d LEFT JOIN crm_contact c ON c.id = d.key_id
      WHERE d.key_id IS NOT NULL AND c.merged_into IS NULL;
    CREATE TEMP TABLE gift_suspect (id INTEGER PRIMARY KEY) WITHOUT ROWID`);
  for (const range of idRanges(db, 'raise_gift')) {
    yield;
    db.exec(`INSERT INTO gift_suspect
    SELECT g.id FROM raise_gift g
      LEFT JOIN crm_gift c ON c.ref = g.id AND c.form IN (${forms})
      LEFT JOIN donor_contact d ON d.donor = g.donor
    WHERE ${inRange('g.id', range)}
    GROUP BY g.id
    HAVING count(c.id) <> 1 OR NOT (g.key_kind = 'none' OR (g.key_kind = 'crm' AND g.key_id = c.id)) OR g.status <> 'syncs' OR c.is_reversal = 1 OR c.currency <> g.currency
      OR (abs(c.amount - g.amount) > ${rules.amountToleranceMinor} AND abs(c.amount - g.amount - g.costs) > ${rules.amountToleranceMinor})
      OR abs(c.day - g.day) > ${rules.dateToleranceDays}
      OR (g.split IS NOT NULL AND c.split IS NOT NULL AND g.split <> c.split)
      OR d.contact IS NULL OR NOT (c.contact IS d.contact OR c.passthrough IS d.contact)`);
  }
  yield;
  db.exec(`INSERT OR IGNORE INTO gift_suspect SELECT ref FROM unreadable WHERE stream = 'crm.gifts' AND ref IN (SELECT id FROM raise_gift);
    INSERT OR IGNORE INTO gift_suspect SELECT named.ref FROM raise_gift k JOIN crm_gift named ON named.id = k.key_id WHERE named.ref IN (SELECT id FROM raise_gift)`);
}

/** Gift ids to examine, rising. */
export function giftSuspects(db: Db): string[] {
  return (db.prepare('SELECT id FROM temp.gift_suspect ORDER BY id').pluck().all() as number[]).map(
    String,
  );
}

/** A plain pair of which the amounts or the projects differ. */
export interface UnlikePair {
  readonly raiseId: number;
  readonly day: number;
  readonly currency: string;
  readonly campaign: number;
  readonly costs: number;
  readonly raiseAmount: number;
  readonly crmAmount: number;
  readonly raiseShares: StoredShares;
  readonly crmShares: StoredShares;
}

const BLOCK = 2000;

/** Plain pairs whose amounts differ by covered costs or tolerance, or of which one side tells other projects; in blocks. */
export function* unlikePlainPairs(
  db: Db,
  rules: MatchRules,
  days: { from: number; to: number } | null,
): IterableIterator<UnlikePair[]> {
  const forms = formList(rules.giftForms);
  const within = days === null ? '' : `AND g.day BETWEEN ${days.from} AND ${days.to}`;
  const block = db.prepare(
    `SELECT g.id AS raiseId, g.day, g.currency, g.campaign, g.costs, g.amount AS raiseAmount, c.amount AS crmAmount, g.shares AS raiseShares, c.shares AS crmShares
    FROM raise_gift g JOIN crm_gift c ON c.ref = g.id AND c.form IN (${forms})
    WHERE g.id > ? AND g.id NOT IN (SELECT id FROM temp.gift_suspect) AND (c.amount <> g.amount OR c.shares <> g.shares) ${within}
    ORDER BY g.id LIMIT ${BLOCK}`,
  );
  for (let last = -1; ;) {
    const rows = block.all([last]) as UnlikePair[];
    if (rows.length > 0) yield rows;
    if (rows.length < BLOCK) return;
    last = rows.at(-1)?.raiseId ?? last;
  }
}

/** A CRM+ record, and its day if it tells one. */
export interface CrmOnly {
  readonly crmId: string;
  readonly day: number | null;
}

/** CRM+ records that name Raise records of which none was read, and that no Raise record's key names; by rising id. */
export function* crmOnly(
  db: Db,
  type: 'donor' | 'gift' | 'recurring_gift',
  forms: readonly number[],
  inUse: readonly number[],
): Steps<CrmOnly[]> {
  if (forms.length === 0) return [];
  const found: { id: number; day: number | null }[] = [];
  const sql = CRM_ONLY[type]
    .replaceAll('$forms', formList(forms))
    .replaceAll('$inUse', formList(inUse));
  // By reference: the index that tells of gifts whom they name has their days too.
  const ranges = type === 'gift' ? idRanges(db, 'crm_gift', 'ref') : [null];
  for (const range of ranges) {
    yield;
    const within = range === null ? '' : `AND ${inRange('c.ref', range)}`;
    for (const row of db.prepare(`${sql} ${within}`).all() as typeof found) found.push(row);
  }
  return found.sort((a, b) => a.id - b.id).map(({ id, day }) => ({ crmId: String(id), day }));
}

/** Which Raise records exist is asked first, of an index: what little is left is compared with every quarantined row. */
const CRM_ONLY = {
  donor: `SELECT c.id, c.day FROM crm_contact c WHERE c.merged_into IS NULL
    AND c.id IN (SELECT contact FROM contact_reference WHERE form IN ($forms) AND ref IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM raise_donor d WHERE d.key_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM contact_reference r JOIN raise_donor d ON d.id = r.ref WHERE r.contact = c.id AND r.form IN ($inUse))
    AND NOT EXISTS (SELECT 1 FROM contact_reference r JOIN unreadable u ON u.stream = 'raise.donors' AND u.id = r.ref WHERE r.contact = c.id AND r.form IN ($inUse))
    AND NOT EXISTS (SELECT 1 FROM unreadable u WHERE u.stream = 'raise.donors' AND u.key_id = c.id)`,
  gift: `SELECT c.id, c.day FROM crm_gift c WHERE c.ref IS NOT NULL AND c.form IN ($forms)
    AND NOT EXISTS (SELECT 1 FROM raise_gift g WHERE g.id = c.ref AND c.form IN ($inUse)) AND NOT EXISTS (SELECT 1 FROM raise_gift k WHERE k.key_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM unreadable u WHERE u.stream = 'raise.gifts' AND ((u.id = c.ref AND c.form IN ($inUse)) OR u.key_id = c.id))`,
  recurring_gift: `SELECT c.id, c.day FROM crm_schedule c WHERE c.ref IS NOT NULL AND c.form IN ($forms)
    AND NOT EXISTS (SELECT 1 FROM raise_schedule g WHERE g.id = c.ref AND c.form IN ($inUse)) AND NOT EXISTS (SELECT 1 FROM raise_schedule k WHERE k.key_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM unreadable u WHERE u.stream = 'raise.recurring_gifts' AND ((u.id = c.ref AND c.form IN ($inUse)) OR u.key_id = c.id))`,
} as const;
