import { RECORD_TYPES, type RecordType } from '../model/record-type.ts';
import { isInUse, isReported, type LinkConvention } from '../model/report.ts';
import type { Db } from './database.ts';

type FormIds = Readonly<Record<RecordType, readonly number[]>>;

/** The ids of a finished run's link forms in its own capture file: those it used, and those whose unresolved references it reported. */
export function formsOfRun(
  db: Db,
  conventions: readonly LinkConvention[],
): { readonly inUse: FormIds; readonly reported: FormIds } {
  return {
    inUse: idsOf(db, conventions.filter(isInUse)),
    reported: idsOf(db, conventions.filter(isReported)),
  };
}

function idsOf(db: Db, conventions: readonly LinkConvention[]): FormIds {
  const idOf = db
    .prepare<unknown[]>(
      'SELECT id FROM link_form WHERE record_type = ? AND source = ? AND prefix = ?',
    )
    .pluck();
  const ids: Record<RecordType, number[]> = { donor: [], gift: [], recurring_gift: [] };
  for (const type of RECORD_TYPES) {
    for (const form of conventions.filter((each) => each.recordType === type)) {
      const id: unknown = idOf.get([type, form.source, form.prefix]);
      if (typeof id === 'number') ids[type].push(id);
    }
  }
  return ids;
}
