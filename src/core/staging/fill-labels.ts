import type { CrmGift, RaiseGift, RaiseSchedule } from '../model/records.ts';
import { inTransaction, type Db } from './database.ts';
import { Labels } from './labels.ts';

/** Fills in what an earlier Tieout did not keep beside its rows: campaign, project, creation. Rows of this one have it. */
export function fillLabels(db: Db): void {
  // Rows are appended: if any is wanting, the first one is.
  const isWanting = [
    'shares IS NULL FROM raise_gift',
    'campaign IS NULL FROM raise_schedule',
    'shares IS NULL FROM crm_gift',
  ]
    .map((first) => db.prepare(`SELECT ${first} ORDER BY rowid LIMIT 1`).pluck().get())
    .includes(1);
  if (!isWanting) return;
  inTransaction(db, () => {
    const labels = new Labels(db);
    each(db, 'raise_gift WHERE shares IS NULL', 'campaign = ?, shares = ?', (gift: RaiseGift) => [
      labels.campaign(gift),
      labels.raiseGift(gift),
    ]);
    each(db, 'raise_schedule WHERE campaign IS NULL', 'campaign = ?', (schedule: RaiseSchedule) => [
      labels.campaign(schedule),
    ]);
    each(db, 'crm_gift WHERE shares IS NULL', 'shares = ?', (gift: CrmGift) => [
      labels.crmGift(gift),
    ]);
  });
}

function each(db: Db, from: string, set: string, values: (record: never) => unknown[]): void {
  const [table = ''] = from.split(' ');
  const next = db.prepare(
    `SELECT rowid, record FROM ${from} AND rowid > ? ORDER BY rowid LIMIT 1000`,
  );
  const update = db.prepare<unknown[]>(`UPDATE ${table} SET created = ?, ${set} WHERE rowid = ?`);
  for (let last = 0; ;) {
    const rows = next.all([last]) as { rowid: number; record: string }[];
    for (const { rowid, record } of rows) {
      const parsed = JSON.parse(record) as { readonly createdAt: number | null };
      update.run([parsed.createdAt, ...values(parsed as never), rowid]);
    }
    if (rows.length === 0) return;
    last = rows.at(-1)?.rowid ?? last;
  }
}
