import type { LinkForm } from '../../model/links.ts';
import { RECORD_TYPES, type RecordType } from '../../model/record-type.ts';
import { inTransaction, type Db } from '../database.ts';

/** How CRM+ records refer to Raise, for each record type. */
export type StoredForms = Readonly<Record<RecordType, readonly LinkForm[]>>;

/** How CRM+ refers to Raise, as it was last saved. */
export function storedForms(db: Db): StoredForms {
  const rows = db
    .prepare('SELECT record_type AS type, source, prefix FROM link_form ORDER BY source, prefix')
    .all() as { type: RecordType; source: string; prefix: string }[];
  const of = (type: RecordType): LinkForm[] =>
    rows.filter((row) => row.type === type).map(({ source, prefix }) => ({ source, prefix }));
  return { donor: of('donor'), gift: of('gift'), recurring_gift: of('recurring_gift') };
}

/** Puts these in the place of all that were saved. */
export function saveForms(db: Db, forms: StoredForms): void {
  inTransaction(db, () => {
    db.exec('DELETE FROM link_form');
    const add = db.prepare('INSERT OR IGNORE INTO link_form VALUES (?, ?, ?)');
    for (const type of RECORD_TYPES)
      for (const { source, prefix } of forms[type]) add.run([type, source, prefix]);
  });
}
