import { isAmountOf } from '../matching/compare-gift.ts';
import { couldBeSameDonor } from '../matching/household.ts';
import { nameKey } from '../matching/text-keys.ts';
import { splitReference } from '../model/links.ts';
import type { CrmContact, CrmGift, RaiseDonor, RaiseGift } from '../model/records.ts';
import type { AuditRequest } from '../model/request.ts';
import type { Followed } from './link-tally.ts';

/** Whether a contact looks like a donor, by traits or by a name that is spelt alike. */
export function looksLikeDonor(donor: RaiseDonor, contact: CrmContact, country: string): boolean {
  if (couldBeSameDonor(donor, contact, country)) return true;
  if (donor.name === null) return false;
  const names = [
    contact.name,
    ...contact.individuals.map((person) => `${person.firstName ?? ''} ${person.lastName ?? ''}`),
  ];
  return names.map(nameKey).includes(nameKey(donor.name));
}

/** A contact that refers to nobody we know may be the donor's household under another name: that is left open. */
export function judgeDonor(donor: RaiseDonor, contact: CrmContact, country: string): Followed {
  if (looksLikeDonor(donor, contact, country)) return 'agrees';
  const isNamedBack = contact.references.some(
    (reference) => splitReference(reference.id)?.raiseId === donor.id,
  );
  return isNamedBack || contact.mergedIntoContactId !== null ? 'open' : 'disagrees';
}

/** Amount and day; one of them alone may be drift, or chance. */
export function judgeGift(gift: RaiseGift, crm: CrmGift, rules: AuditRequest): Followed {
  const isAmount =
    gift.currency === crm.currency && isAmountOf(gift, crm.amountMinor, rules.amountToleranceMinor);
  const isDay = Math.abs(gift.day - crm.day) <= rules.dateToleranceDays;
  if (isAmount && isDay) return 'agrees';
  return isAmount || isDay ? 'open' : 'disagrees';
}
