import { UNKNOWN_STATES } from '../model/states.ts';
import type { Steps } from '../model/steps.ts';
import type { Db } from './database.ts';
import { formList } from './form-list.ts';
import { idRanges, inRange } from './id-ranges.ts';

/** One donor's calendar year in one currency; the donor is null for a contact that no donor is on. */
export interface DonorYearSums {
  readonly donor: number | null;
  readonly contact: number | null;
  readonly year: number;
  readonly currency: string;
  readonly raiseCount: number;
  readonly raiseAmount: number;
  readonly crmCount: number;
  readonly crmAmount: number;
}

/** A CRM+ gift on another contact than the one its donor is on. */
export interface GiftElsewhere {
  readonly id: number;
  readonly donor: number;
  readonly contact: number;
  readonly passthrough: number | null;
}

/** Both sides of a pair lie in the same year. */
const NO_YEAR = -1;
/** A merge chain is followed this far; longer ones are loops. */
export const MOST_MERGES = 10;
const BLOCK = 1000;
const LAYOUT = [
  'merged',
  'donor_home',
  'left_out',
  'loose_gift',
  'suspect_part',
  'plain_year',
  'donor_year',
] as const;
const UNKNOWN = UNKNOWN_STATES.map((state) => `'${state}'`).join(', ');

/**
 * Lays out what adding up donors' years needs: merges followed to their ends, the contact that each donor is on, gifts that are left
 * out because their other side is not known or they are no money, CRM+ gifts that only claim to come from Raise, and CRM+ gifts of
 * suspects (temp.gift_suspect) by their Raise gifts. For after classification, on whose verdicts it rests.
 */
export function* layOutDonorYears(
  db: Db,
  donorForms: readonly number[],
  giftForms: readonly number[],
): Steps<void> {
  db.exec(`${forgetSql()}
    CREATE TEMP TABLE merged (contact INTEGER PRIMARY KEY, survivor INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO merged SELECT contact, at FROM (WITH RECURSIVE
        step (contact, at) AS MATERIALIZED (SELECT c.id, n.id FROM crm_contact c JOIN crm_contact n ON n.id = c.merged_into),
        chain (contact, at, steps) AS (SELECT contact, at, 1 FROM step
          UNION ALL SELECT chain.contact, step.at, steps + 1 FROM chain JOIN step ON step.contact = chain.at WHERE steps < ${MOST_MERGES})
      SELECT contact, at, max(steps) FROM chain GROUP BY contact)`);
  yield;
  db.exec(`CREATE TEMP TABLE donor_home (donor INTEGER PRIMARY KEY, contact INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO donor_home SELECT o.id, coalesce(m.survivor, o.contact) FROM (
        SELECT d.id, coalesce((SELECT k.id FROM crm_contact k WHERE k.id = d.key_id),
          (SELECT min(r.contact) FROM contact_reference r JOIN crm_contact k ON k.id = r.contact
            WHERE r.ref = d.id AND r.form IN (${formList(donorForms)}) AND k.merged_into IS NULL)) AS contact FROM raise_donor d) o
      LEFT JOIN merged m ON m.contact = o.contact WHERE o.contact IS NOT NULL;
    CREATE INDEX temp.donor_home_contact ON donor_home (contact, donor)`);
  yield;
  db.exec(`CREATE TEMP TABLE left_out (id INTEGER PRIMARY KEY) WITHOUT ROWID;
    INSERT OR IGNORE INTO left_out SELECT raise_id FROM explained_row WHERE record_type = 'gift' AND raise_id IS NOT NULL
      AND (state IN (${UNKNOWN}) OR cause = 'test_mode')`);
  yield;
  db.exec(`CREATE TEMP TABLE loose_gift (id INTEGER PRIMARY KEY) WITHOUT ROWID;
    INSERT OR IGNORE INTO loose_gift SELECT crm_id FROM explained_row WHERE record_type = 'gift' AND raise_id IS NULL AND crm_id IS NOT NULL
      AND state NOT IN (${UNKNOWN}) AND cause <> 'legacy_id';
    CREATE TEMP TABLE suspect_part (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, contact INTEGER, passthrough INTEGER,
      amount INTEGER NOT NULL, currency TEXT NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID;
    INSERT OR IGNORE INTO suspect_part SELECT c.id, e.raise_gift, c.contact, c.passthrough, c.amount, c.currency, c.day
      FROM extra_pair e CROSS JOIN crm_gift c ON c.id = e.crm_gift`);
  yield;
  db.exec(`INSERT OR IGNORE INTO suspect_part SELECT c.id, s.id, c.contact, c.passthrough, c.amount, c.currency, c.day
      FROM temp.gift_suspect s CROSS JOIN crm_gift c ON c.ref = s.id AND c.form IN (${formList(giftForms)});
    CREATE INDEX temp.suspect_part_owner ON suspect_part (owner, amount)`);
}

/** CRM+ gifts of suspects that sit neither on their donor's contact nor pass through it; plain pairs all do. In blocks. */
export function* giftsElsewhere(db: Db): IterableIterator<GiftElsewhere[]> {
  const block = db.prepare(
    `SELECT p.id, g.donor, p.contact, p.passthrough FROM temp.suspect_part p CROSS JOIN raise_gift g ON g.id = p.owner
      CROSS JOIN temp.donor_home h ON h.donor = g.donor
    WHERE p.id > ? AND p.contact IS NOT NULL AND p.contact <> h.contact AND p.passthrough IS NOT h.contact ORDER BY p.id LIMIT ${BLOCK}`,
  );
  for (let last = -1; ;) {
    const rows = block.all([last]) as GiftElsewhere[];
    if (rows.length > 0) yield rows;
    if (rows.length < BLOCK) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Counts CRM+ gifts to whoever is on the contact where they sit, and not to the donor of their Raise gift. */
export function noteStrays(db: Db, ids: readonly number[]): void {
  const insert = db.prepare('INSERT OR IGNORE INTO temp.loose_gift VALUES (?)');
  db.transaction(() => {
    for (const id of ids) insert.run([id]);
  })();
}

/**
 * Adds up every donor-year: what Raise's gifts come to, refunded ones as 0, and what those CRM+ gifts come to that are paired with them
 * or claim to come from Raise. Each side's own calendar days decide the year. Costs that a donor covered count on both sides where
 * CRM+ counts them. Declined and test gifts are no money; where one side is not known, neither is counted.
 * @returns how many there are, how many differ, and the `most` largest differences
 */
export function* addUpDonorYears(
  db: Db,
  giftForms: readonly number[],
  days: { readonly from: number; readonly to: number } | null,
  most: number,
): Steps<{ compared: number; total: number; rows: DonorYearSums[] }> {
  const within = days === null ? '' : `AND g.day BETWEEN ${days.from} AND ${days.to}`;
  const isCounted = `g.donor IS NOT NULL AND g.id NOT IN (SELECT id FROM temp.left_out) ${within}`;
  // Plain pairs first, both sides of a donor's year at once: a pass over all gifts, and of what is left there is little.
  db.exec(`CREATE TEMP TABLE plain_year (donor INTEGER, year INTEGER, other_year INTEGER, currency TEXT, gifts INTEGER, raised INTEGER, held INTEGER,
    PRIMARY KEY (donor, year, other_year, currency)) WITHOUT ROWID`);
  for (const range of idRanges(db, 'raise_gift')) {
    yield;
    db.exec(`INSERT INTO plain_year
    SELECT g.donor, ${YEAR('g.day')}, CASE c.day WHEN g.day THEN ${NO_YEAR} ELSE coalesce(nullif(${YEAR('c.day')}, ${YEAR('g.day')}), ${NO_YEAR}) END, g.currency,
        count(*), sum(CASE WHEN g.costs <> 0 AND c.amount = g.amount + g.costs THEN c.amount ELSE g.amount END), sum(c.amount)
      FROM raise_gift g CROSS JOIN crm_gift c ON c.ref = g.id AND c.form IN (${formList(giftForms)})
      WHERE ${inRange('g.id', range)} AND g.id NOT IN (SELECT id FROM temp.gift_suspect) AND ${isCounted} GROUP BY 1, 2, 3, 4
      ON CONFLICT DO UPDATE SET gifts = gifts + excluded.gifts, raised = raised + excluded.raised, held = held + excluded.held`);
  }
  yield;
  db.exec(`CREATE TEMP TABLE donor_year AS
    SELECT y.donor, CASE WHEN y.donor IS NULL THEN y.contact END AS contact, y.year, y.currency,
      sum(y.ours) AS ours, sum(y.raised) AS raised, sum(y.theirs) AS theirs, sum(y.held) AS held FROM (
        SELECT donor, NULL AS contact, year, currency, gifts AS ours, raised, gifts AS theirs, held FROM temp.plain_year WHERE other_year = ${NO_YEAR}
        UNION ALL SELECT donor, NULL, year, currency, gifts, raised, 0, 0 FROM temp.plain_year WHERE other_year <> ${NO_YEAR}
        UNION ALL SELECT donor, NULL, other_year, currency, 0, 0, gifts, held FROM temp.plain_year WHERE other_year <> ${NO_YEAR}
        UNION ALL SELECT g.donor, NULL, ${YEAR('g.day')}, g.currency, 1, CASE WHEN g.status = 'refunded' THEN 0
            WHEN g.costs <> 0 AND (SELECT sum(amount) FROM temp.suspect_part p WHERE p.owner = g.id AND p.currency = g.currency) = g.amount + g.costs THEN g.amount + g.costs ELSE g.amount END, 0, 0
          FROM temp.gift_suspect s CROSS JOIN raise_gift g ON g.id = s.id WHERE g.status <> 'not_synced' AND ${isCounted}
        UNION ALL SELECT g.donor, NULL, ${YEAR('p.day')}, p.currency, 0, 0, 1, p.amount FROM temp.suspect_part p
            CROSS JOIN raise_gift g ON g.id = p.owner WHERE p.id NOT IN (SELECT id FROM temp.loose_gift) AND ${isCounted}
        UNION ALL SELECT (SELECT min(h.donor) FROM temp.donor_home h WHERE h.contact = coalesce(m.survivor, c.contact)), coalesce(m.survivor, c.contact),
            ${YEAR('c.day')}, c.currency, 0, 0, 1, c.amount FROM temp.loose_gift l CROSS JOIN crm_gift c ON c.id = l.id
            LEFT JOIN temp.merged m ON m.contact = c.contact WHERE c.contact IS NOT NULL) y
      GROUP BY 1, 2, 3, 4`);
  yield;
  const sums = {
    compared: numberOf(db, 'SELECT count(*) FROM temp.donor_year'),
    total: numberOf(db, 'SELECT count(*) FROM temp.donor_year WHERE raised <> held'),
    rows: db
      .prepare(
        `SELECT y.donor, coalesce(y.contact, h.contact) AS contact, y.year, y.currency,
          y.ours AS raiseCount, y.raised AS raiseAmount, y.theirs AS crmCount, y.held AS crmAmount
        FROM temp.donor_year y LEFT JOIN temp.donor_home h ON h.donor = y.donor WHERE y.raised <> y.held
        ORDER BY abs(y.raised - y.held) DESC, y.donor, y.contact, y.year, y.currency LIMIT ?`,
      )
      .all([most]) as DonorYearSums[],
  };
  db.exec(forgetSql());
  return sums;
}

function forgetSql(): string {
  return LAYOUT.map((table) => `DROP TABLE IF EXISTS temp.${table};`).join(' ');
}

function numberOf(db: Db, sql: string): number {
  return Number(db.prepare(sql).pluck().get());
}

/** SQL: the calendar year of a day. */
const YEAR = (day: string): string =>
  `CAST(strftime('%Y', ${day} * 86400, 'unixepoch') AS INTEGER)`;
