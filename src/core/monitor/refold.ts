import type { Product, RecordType } from '../model/record-type.ts';
import type { LiveSide } from '../staging/live/sides.ts';
import { counterpartsOf } from './counterparts.ts';
import { loneRow, pairedRow } from './fold-row.ts';
import type { LiveStore } from './live-store.ts';

/** Rows whose sides or links have changed, to be folded anew once. */
export class Stale {
  readonly #ids: Readonly<Record<Product, Map<string, { type: RecordType; id: string }>>> = {
    raise: new Map(),
    crm: new Map(),
  };

  add(product: Product, type: RecordType, id: string): void {
    this.#ids[product].set(`${type} ${id}`, { type, id });
  }

  of(product: Product): Iterable<{ type: RecordType; id: string }> {
    return this.#ids[product].values();
  }
}

/** Links a record by what it says now, and notes whose rows that changes: its own, and those of all it is or was linked to. */
export function linkSide(store: LiveStore, side: LiveSide, stale: Stale): void {
  const { product, recordType, id } = side;
  const other = product === 'raise' ? 'crm' : 'raise';
  const touched = store.sides.relink(side, counterpartsOf(side, store.forms));
  stale.add(product, recordType, id);
  for (const counterpart of touched) stale.add(other, recordType, counterpart);
  if (product === 'raise') return;
  for (const raiseId of store.sides.raiseIdsOf(recordType, id))
    stale.add('raise', recordType, raiseId);
}

/** Folds rows anew from their sides; in the transaction that changed the sides. */
export function refold({ sides, rows }: LiveStore, stale: Stale): void {
  for (const { type, id } of stale.of('raise')) {
    const raise = sides.get('raise', type, id);
    const crm = sides.crmIdsOf(type, id).flatMap((crmId) => sides.get('crm', type, crmId) ?? []);
    if (raise === null && crm.length === 0) rows.drop('raise', type, id);
    else rows.put(pairedRow(type, id, raise, crm));
  }
  for (const { type, id } of stale.of('crm')) {
    const crm = sides.get('crm', type, id);
    if (crm === null || sides.raiseIdsOf(type, id).length > 0) rows.drop('crm', type, id);
    else rows.put(loneRow(crm));
  }
}
