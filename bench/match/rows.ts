import type { CaptureFile } from '../../src/core/staging/capture-file.ts';

/** What matching compares of a gift, as both sides have it. */
export type SideRow = readonly [
  id: number,
  contact: number | null,
  amount: number,
  currency: string,
  day: number,
  split: string | null,
];

export type DonorRow = readonly [donor: number, contact: number];

export function donorRows({ db }: CaptureFile): IterableIterator<DonorRow> {
  const sql = 'SELECT id, key_id FROM raise_donor WHERE key_id IS NOT NULL';
  return db.prepare(sql).raw().iterate() as IterableIterator<DonorRow>;
}

/** Raise's gifts; `contact` is still the donor. */
export function raiseRows({ db }: CaptureFile): IterableIterator<SideRow> {
  const sql = 'SELECT id, donor, amount, currency, day, split FROM raise_gift';
  return db.prepare(sql).raw().iterate() as IterableIterator<SideRow>;
}

/** CRM+'s gifts by the Raise gift that they name. */
export function crmRows({ db }: CaptureFile): IterableIterator<SideRow> {
  const sql = 'SELECT ref, contact, amount, currency, day, split FROM crm_gift';
  return db.prepare(sql).raw().iterate() as IterableIterator<SideRow>;
}
