import { recheckedIds } from '../model/recheck.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import type { AuditRequest } from '../model/request.ts';
import { CRM_STREAM, RAISE_STREAM } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { directRead } from '../staging/direct-reads.ts';
import { SINGLE_READ } from './direct-reads.ts';
import type { LookedAt } from '../staging/runs.ts';

type Ids = Readonly<Record<RecordType, ReadonlySet<string>>>;

/** The records that a run was asked for by their ids. */
export type Wanted = Readonly<Record<Product, Ids>>;

/** Null if the run wasn't asked for single records. */
export function wantedBy({ ids, records, recheck }: AuditRequest): Wanted | null {
  const sets = (of: (type: RecordType) => readonly string[]): Ids => ({
    donor: new Set(of('donor')),
    gift: new Set(of('gift')),
    recurring_gift: new Set(of('recurring_gift')),
  });
  if (recheck !== null) {
    const all = recheckedIds(recheck.items);
    const ofType = (type: RecordType, product: Product): readonly string[] =>
      all.find((each) => each.type === type)?.[product] ?? [];
    return {
      raise: sets((type) => ofType(type, 'raise')),
      crm: sets((type) => ofType(type, 'crm')),
    };
  }
  if (ids === null) return null;
  return { raise: sets((type) => (records.includes(type) ? ids : [])), crm: sets(() => []) };
}

/**
 * Whether a product gave no answer that says anything of a record: neither the record, nor that it is there no more. What is not on a
 * list is absent from it only if no row of the list came without its id.
 */
export function isUnread(capture: CaptureFile, { recordType, product, id }: LookedAt): boolean {
  const stream = product === 'raise' ? RAISE_STREAM[recordType] : CRM_STREAM[recordType];
  if (capture.hasRow(stream, id) || capture.isQuarantined(stream, id)) return false;
  const read = directRead(capture.db, SINGLE_READ[product][recordType], id);
  return read === null ? capture.hasUnnamed(stream) : read.outcome !== 'absent';
}

/** Every record that a run was asked for by its id. */
export function* wantedRecords(wanted: Wanted): Generator<LookedAt> {
  for (const product of ['raise', 'crm'] as const)
    for (const recordType of ['donor', 'gift', 'recurring_gift'] as const)
      for (const id of wanted[product][recordType]) yield { recordType, product, id };
}
