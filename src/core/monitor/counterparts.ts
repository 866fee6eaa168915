import { readKey, splitReference, type LinkForm } from '../model/links.ts';
import type { RecordType } from '../model/record-type.ts';
import type { LiveSide } from '../staging/live/sides.ts';

/** How CRM+ records refer to Raise, for each record type; empty where no audit has learned it and nobody has said it. */
export type LiveForms = Readonly<Record<RecordType, readonly LinkForm[]>>;

export const NO_FORMS: LiveForms = { donor: [], gift: [], recurring_gift: [] };

/**
 * The ids on the other side that a record names: a Raise record by its key, a CRM+ record by references of a known form. While
 * no form is known, sources that begin with "Raise" are followed: what is shown by them is read before it is called anything.
 */
export function counterpartsOf(
  { product, recordType, facts }: LiveSide,
  forms: LiveForms,
): string[] {
  if (product === 'raise') {
    const key = readKey({ crmKey: facts.crmKey, crmKeyUrls: {} });
    return key.kind === 'crm' ? [key.crmId] : [];
  }
  const known = forms[recordType];
  const named = facts.references.flatMap(({ source, id }) => {
    const split = splitReference(id);
    if (split === null) return [];
    const isOurs =
      known.length === 0
        ? /^raise/i.test(source.trim())
        : known.some(
            (form) =>
              form.source.toLowerCase() === source.trim().toLowerCase() &&
              form.prefix === split.prefix,
          );
    return isOurs ? [split.raiseId] : [];
  });
  return [...new Set(named)];
}
