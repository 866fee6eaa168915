import { counterparts, type Check, type GiftCase, type NamedIds, type Verdict } from './case.ts';
import type { KeyReading } from '../model/links.ts';

/** State 6: the two records do not point at each other. */
export const linkMismatch: Check = {
  state: 'link_mismatch',
  donor: (c) => {
    if (c.raise.isErased) return null;
    if (c.key.kind === 'crm') {
      const named = c.namedBy(c.key.crmId);
      if (named.some((id) => id === c.raise.id || c.isHouseholdWith(id))) return null;
      return refersToOther(c.raise.id, c.key, c.namedBy);
    }
    const contact = c.referring[0];
    if (c.key.kind === 'malformed' || contact === undefined) return null;
    return {
      state: 'link_mismatch',
      cause: 'one_way_link',
      evidence: `Contact ${contact.id} refers to donor ${c.raise.id}, whose crmKey is ${c.key.kind === 'foreign' ? 'another CRM’s' : 'empty'}.`,
      crmId: contact.id,
      relatedCrmIds: c.referring.slice(1).map((other) => other.id),
    };
  },
  gift: (c) => refersToOther(c.raise.id, c.key, c.namedBy) ?? wrongContact(c),
  schedule: (c) => refersToOther(c.raise.id, c.key, c.namedBy),
};

function refersToOther(id: string, key: KeyReading, namedBy: NamedIds): Verdict | null {
  if (key.kind !== 'crm') return null;
  const named = namedBy(key.crmId);
  if (named.length === 0 || named.includes(id)) return null;
  return {
    state: 'link_mismatch',
    cause: 'refers_to_other_record',
    evidence: `CRM+ record ${key.crmId} refers to Raise record ${named.join(', ')}, not to ${id}.`,
    crmId: key.crmId,
    relatedRaiseIds: named,
  };
}

function wrongContact(c: GiftCase): Verdict | null {
  const suspects = counterparts(c).filter((gift) => gift.contactId !== null && !gift.isReversal);
  if (suspects.length === 0) return null;
  const rightful = c.rightfulContacts();
  if (rightful === null) return null;
  const stray = suspects.find((gift) => {
    const contacts = [gift.contactId, gift.contactPassthroughId].filter((id) => id !== null);
    return (
      !contacts.some((id) => rightful.ids.includes(id)) &&
      !contacts.some((id) => rightful.isRightful(id))
    );
  });
  if (stray === undefined) return null;
  return {
    state: 'link_mismatch',
    cause: 'wrong_contact',
    evidence: `CRM+ gift ${stray.id} sits on contact ${stray.contactId}; donor ${c.raise.donorId} is contact ${rightful.ids.join(', ')}.`,
    crmId: stray.id,
    fields: [{ field: 'contact', raise: rightful.ids.join(', '), crm: stray.contactId }],
  };
}
