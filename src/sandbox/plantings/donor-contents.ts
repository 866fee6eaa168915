import { writtenPhone } from '../world/people.ts';
import { found, SALESFORCE_KEY } from './donor-links.ts';
import type { Planting } from './planting.ts';
import type { WireRecord } from '../wire-record.ts';
import type { PlantedPerson } from './donor-planter.ts';
import type { Planter } from './planter.ts';

/** Donors that CRM+ need not or does not yet have, and donors whose contact says something else. */
export const DONOR_CONTENT_PLANTINGS: readonly Planting[] = [
  excluded('archived_or_erased', { isArchived: true }, { isGDPRDeleted: true }),
  excluded('test_mode', { isTestMode: true }),
  excluded(
    'foreign_crm_key',
    { crmKey: SALESFORCE_KEY },
    {
      crmKey: 'HS-99017',
      crmKeyUrls: {
        HubSpot: { url: 'https://app.hubspot.com/contacts/1/contact/99017', title: 'HubSpot' },
      },
    },
  ),
  {
    recordType: 'donor',
    state: 'missing_in_crm',
    cause: 'overdue',
    plant(p) {
      found(p, 'missing_in_crm', 'overdue', p.donor().id, null);
    },
  },
  {
    recordType: 'donor',
    state: 'not_yet_synced',
    cause: 'within_lag_window',
    plant(p) {
      const now = p.hoursAgo(2);
      found(
        p,
        'not_yet_synced',
        'within_lag_window',
        p.donor({ createdDate: now, modifiedDate: now }).id,
        null,
      );
    },
  },
  {
    recordType: 'donor',
    state: 'field_drift',
    cause: 'fields_differ',
    plant(p) {
      const stranger = p.person();
      const other = { firstName: 'Winifred', lastName: stranger.lastName };
      drifted(
        p,
        ['name'],
        p.linkedDonor({}, { name: `${other.firstName} ${other.lastName}` }, other),
      );
      drifted(p, ['organizationName'], organization(p));
      drifted(
        p,
        ['email'],
        withMethods(p, (own, other) => [other.email, own.phone]),
      );
      drifted(
        p,
        ['phone'],
        withMethods(p, (own, other) => [own.email, other.phone]),
      );
      drifted(
        p,
        ['email', 'phone'],
        withMethods(p, () => []),
      );
      if (p.plan.quirks.isArchivedField) {
        drifted(p, ['archived'], p.linkedDonor({}, { isArchived: true }));
        drifted(p, ['archived'], p.linkedDonor({ isArchived: true }));
      }
    },
  },
  {
    recordType: 'donor',
    state: 'field_drift',
    cause: 'within_lag_window',
    plant(p) {
      drifted(
        p,
        ['phone'],
        withMethods(p, (own, other) => [own.email, other.phone], { modifiedDate: p.hoursAgo(1) }),
        'within_lag_window',
      );
    },
  },
];

/** A linked donor whose contact has the emails and phone numbers that are chosen from the donor's own and a stranger's. */
function withMethods(
  p: Planter,
  choose: (own: PlantedPerson, other: PlantedPerson) => string[],
  given: WireRecord = {},
): { id: number; contactId: number } {
  const [own, other] = [p.person(), p.person()];
  const contactId = p.freeId('contact');
  const { id } = p.donor({ ...p.key('Contact', contactId), ...given }, own);
  const contactMethods = choose(own, other).map((value) =>
    value.includes('@')
      ? { type: 'Home Email', value }
      : { type: 'Home Phone', value: writtenPhone(value, own.number) },
  );
  p.contact(contactId, own, [id], {}, { contactMethods });
  return { id, contactId };
}

function organization(p: Planter): { id: number; contactId: number } {
  const name = `Copper Basin Works ${p.nextSerial()}`;
  return p.linkedDonor(
    { name, isOrganization: true, organizationName: name },
    { contactType: 'Organization', name: `Bluebell Bakery ${p.nextSerial()}` },
  );
}

function drifted(
  p: Planter,
  fields: string[],
  { id, contactId }: { id: number; contactId: number },
  cause = 'fields_differ',
): void {
  found(p, 'field_drift', cause, id, contactId, { fields });
}

function excluded(cause: string, ...kinds: { [member: string]: unknown }[]): Planting {
  return {
    recordType: 'donor',
    state: 'excluded',
    cause,
    plant(p) {
      for (const kind of kinds) found(p, 'excluded', cause, p.donor(kind).id, null);
    },
  };
}
