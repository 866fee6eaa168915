import type { CrmContact, CrmIndividual, RaiseDonor } from '../../../../core/model/records.ts';
import type { SideRow } from './side-row.ts';
import { instant, perRecord, reference, texts, yesNo } from './value-text.ts';

/** A donor beside the contacts that it is linked to. */
export function donorRows(donor: RaiseDonor | null, contacts: readonly CrmContact[]): SideRow[] {
  const each = (valuesOf: (contact: CrmContact) => readonly string[]): readonly string[] =>
    perRecord(contacts, valuesOf);
  return [
    {
      field: 'name',
      raise: texts(donor && (donor.name ?? personName(donor))),
      crm: each((contact) => texts(contact.name)),
    },
    {
      field: 'organizationName',
      raise: texts(donor?.organizationName ?? null),
      crm: each((contact) =>
        contact.contactType === 'Organization' ? texts(contact.name) : texts(),
      ),
    },
    { field: 'household', raise: [], crm: each(people) },
    {
      field: 'email',
      raise: donor ? distinct(donor.email, donor.emails) : [],
      crm: each((contact) => contact.individuals.flatMap((person) => person.emails)),
    },
    {
      field: 'phone',
      raise: donor ? distinct(donor.phone, donor.phones) : [],
      crm: each((contact) => contact.individuals.flatMap((person) => person.phones)),
    },
    {
      field: 'archived',
      raise: yesNo(donor?.isArchived ?? null),
      crm: each((contact) => yesNo(contact.isArchived)),
    },
    { field: 'erased', raise: donor?.isErased === true ? yesNo(true) : [], crm: [] },
    { field: 'type', raise: [], crm: each((contact) => texts(contact.contactType)) },
    { field: 'mergedInto', raise: [], crm: each((contact) => texts(contact.mergedIntoContactId)) },
    {
      field: 'link',
      raise: texts(donor?.crmKey ?? null),
      crm: each((contact) => contact.references.flatMap((entry) => reference(entry))),
    },
    { field: 'testMode', raise: yesNo(donor?.isTestMode ?? null), crm: [] },
    {
      field: 'created',
      raise: instant(donor?.createdAt ?? null),
      crm: each((contact) => instant(contact.createdAt)),
    },
    {
      field: 'modified',
      raise: instant(donor?.modifiedAt ?? null),
      crm: each((contact) => instant(contact.modifiedAt)),
    },
  ];
}

function personName(person: Pick<CrmIndividual, 'firstName' | 'lastName'>): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

function people(contact: CrmContact): readonly string[] {
  return texts(...contact.individuals.map(personName));
}

/** The primary one first, then the others. */
function distinct(primary: string | null, all: readonly string[]): readonly string[] {
  return [...new Set(texts(primary, ...all))];
}
