import type { CrmGift, RaiseGift } from '../../src/core/model/records.ts';
import type { StreamRow } from '../../src/core/model/streams.ts';
import type { PageToCommit } from '../../src/core/staging/capture-records.ts';
import type { Db } from '../../src/core/staging/database.ts';
import { packText } from '../../src/core/staging/page-body.ts';
import { contact, crmGift, donor, gift } from '../matching/records.ts';

export const raiseGiftRow = (given: Partial<RaiseGift> = {}): StreamRow => ({
  kind: 'record',
  stream: 'raise.gifts',
  record: gift(given),
});

export const crmGiftRow = (given: Partial<CrmGift> = {}): StreamRow => ({
  kind: 'record',
  stream: 'crm.gifts',
  record: crmGift(given),
});

export const donorRow = (given: Parameters<typeof donor>[0] = {}): StreamRow => ({
  kind: 'record',
  stream: 'raise.donors',
  record: donor(given),
});

export const contactRow = (given: Parameters<typeof contact>[0] = {}): StreamRow => ({
  kind: 'record',
  stream: 'crm.contacts',
  record: contact(given),
});

export function page(rows: readonly StreamRow[], given: Partial<PageToCommit> = {}): PageToCommit {
  return {
    packed: packText(JSON.stringify(rows)),
    rows,
    overlap: 0,
    total: null,
    cursor: '{}',
    receivedAt: 1_000,
    spent: '{}',
    ...given,
  };
}

/** A reference in the form that most tests use. */
export const ref = (id: string) => ({ source: 'RaiseDonors', id: `rd2-${id}` });

/** The ids of that form, as rows have it. */
export function formsInUse(db: Db): number[] {
  const sql =
    "SELECT id FROM link_form WHERE record_type = 'gift' AND lower(source) = 'raisedonors' AND prefix = 'rd2-'";
  return db.prepare(sql).pluck().all() as number[];
}
