import { inTransaction } from '../staging/database.ts';
import { saveForms, storedForms } from '../staging/live/live-forms.ts';
import { allSides } from '../staging/live/sides.ts';
import type { LiveForms } from './counterparts.ts';
import type { LiveStore } from './live-store.ts';
import { linkSide, refold, Stale } from './refold.ts';

/** Links everything anew if an audit has learned since how CRM+ refers to Raise. @returns whether it did @throws Failure storage */
export function relink(store: LiveStore, forms: LiveForms): boolean {
  store.forms = forms;
  if (textOf(storedForms(store.db)) === textOf(forms)) return false;
  inTransaction(store.db, () => {
    const stale = new Stale();
    for (const { product, recordType, id } of allSides(store.db)) {
      const side = store.sides.get(product, recordType, id);
      if (side !== null) linkSide(store, side, stale);
    }
    refold(store, stale);
    saveForms(store.db, forms);
  });
  return true;
}

/** Forms in an order of their own. */
function textOf(forms: LiveForms): string {
  return JSON.stringify(
    Object.entries(forms).map(([type, list]) => [
      type,
      list.map(({ source, prefix }) => `${source.toLowerCase()} ${prefix}`).sort(),
    ]),
  );
}
