import type { CaptureFile } from './capture-file.ts';

/** What a product may leave out of a record, so that it can't be compared. */
export type Untold = 'schedule status' | 'schedule frequency' | 'contact archived' | 'gift split';

const ROWS_WITHOUT: Readonly<Record<Untold, string>> = {
  'schedule status': "raise_schedule WHERE json_extract(record, '$.statusText') IS NULL",
  'schedule frequency': "raise_schedule WHERE json_extract(record, '$.frequency') IS NULL",
  'contact archived': "crm_contact WHERE json_extract(record, '$.isArchived') IS NULL",
  'gift split': 'raise_gift WHERE split IS NULL',
};

/** In how many of the rows that were read it is missing. */
export function countUntold({ db }: CaptureFile, what: Untold): number {
  return Number(db.prepare(`SELECT count(*) FROM ${ROWS_WITHOUT[what]}`).pluck().get());
}

/** Whether any recurring gift of CRM+ was read. */
export function hasCrmSchedules({ db }: CaptureFile): boolean {
  return db.prepare('SELECT 1 FROM crm_schedule LIMIT 1').get() !== undefined;
}
