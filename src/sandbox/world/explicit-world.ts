import type { Quirks } from '../quirks.ts';
import { crmContact } from '../shapes/crm-contact-shape.ts';
import { crmGift, crmSchedule } from '../shapes/crm-gift-shape.ts';
import { crmCampaign, crmProject } from '../shapes/crm-project-shape.ts';
import { raiseDonor } from '../shapes/raise-donor-shape.ts';
import { raiseGift } from '../shapes/raise-gift-shape.ts';
import { raiseCampaign, raiseSchedule } from '../shapes/raise-schedule-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';
import { NO_ROWS, Table } from './table.ts';
import type { World } from './world.ts';

/** Records of a scenario: each states what matters and is completed to the full wire shape; given values are served verbatim. */
export interface ExplicitWorld {
  organization?: { name?: string; timeZone?: string; raiseOrganizationId?: number };
  raise: {
    donors?: WireRecord[];
    gifts?: WireRecord[];
    recurringGifts?: WireRecord[];
    campaigns?: WireRecord[];
  };
  crm: {
    contacts?: WireRecord[];
    gifts?: WireRecord[];
    recurringGifts?: WireRecord[];
    projects?: WireRecord[];
    campaigns?: WireRecord[];
  };
  /** Quirks and faults that the scenario needs; options given to the sandbox win. */
  quirks?: Partial<Quirks>;
  faults?: string;
}

const RAISE_LISTS = ['donors', 'gifts', 'recurringGifts', 'campaigns'];
const CRM_LISTS = ['contacts', 'gifts', 'recurringGifts', 'projects', 'campaigns'];

/** Checks the outline of a scenario's world (not the records: those may be wrong on purpose). */
export function loadWorld(json: unknown): ExplicitWorld {
  if (!isWireRecord(json)) throw new Error('world: an object is needed');
  const raise = readLists(json['raise'], 'raise', RAISE_LISTS);
  const crm = readLists(json['crm'], 'crm', CRM_LISTS);
  const { organization, quirks, faults } = json;
  if (faults !== undefined && typeof faults !== 'string')
    throw new Error('world.faults: a text is needed');
  return {
    raise,
    crm,
    ...(isWireRecord(organization) ? { organization } : {}),
    ...(isWireRecord(quirks) ? { quirks } : {}),
    ...(faults === undefined ? {} : { faults }),
  };
}

function readLists(
  json: unknown,
  side: string,
  names: readonly string[],
): { [name: string]: WireRecord[] } {
  if (json === undefined) return {};
  if (!isWireRecord(json)) throw new Error(`world.${side}: an object is needed`);
  const lists: { [name: string]: WireRecord[] } = {};
  for (const [name, list] of Object.entries(json)) {
    if (!names.includes(name))
      throw new Error(`world.${side}.${name}: unknown; known are ${names.join(', ')}`);
    if (!Array.isArray(list) || !list.every(isWireRecord))
      throw new Error(`world.${side}.${name}: a list of objects is needed`);
    lists[name] = list;
  }
  return lists;
}

/** Builds the tables of an explicit world. Records without id are numbered from 1. */
export function buildExplicitWorld(
  given: ExplicitWorld,
  nowMs: number,
  timeZone: string,
  quirks: Quirks,
): World {
  const organization = {
    name: 'The Human Fund (Sandbox)',
    timeZone,
    raiseOrganizationId: 4101,
    ...given.organization,
  };
  const table = (
    records: readonly WireRecord[] | undefined,
    indexed: readonly string[],
    complete: (record: WireRecord & { id: number }) => WireRecord,
  ): Table => {
    const made = new Table(NO_ROWS, indexed);
    (records ?? []).forEach((record, n) => {
      const stated = Number(record['id'] ?? record['campaignId']);
      const id = Number.isInteger(stated) ? stated : n + 1;
      made.put(id, {
        ...complete({ ...record, id }),
        ...('id' in record ? { id: record['id'] } : {}),
      });
    });
    return made;
  };
  const firstDonor = given.raise.donors?.[0]?.['id'] ?? 1;
  const firstContact = given.crm.contacts?.[0]?.['id'] ?? 1;
  const names = new Map(
    (given.crm.contacts ?? []).map((contact) => [contact['id'], contact['name']]),
  );
  const contactName = (record: WireRecord): WireRecord => ({
    contactName: names.get(record['contactId'] ?? firstContact) ?? null,
  });
  return {
    organization,
    nowMs,
    linkPrefix: quirks.linkPrefix,
    raise: {
      donors: table(given.raise.donors, [], raiseDonor),
      gifts: table(given.raise.gifts, ['donorId'], (record) =>
        raiseGift({ donorId: firstDonor, ...record }),
      ),
      recurringGifts: table(given.raise.recurringGifts, ['donorId'], (record) =>
        raiseSchedule(
          { donorId: firstDonor, organizationId: organization.raiseOrganizationId, ...record },
          quirks.scheduleStatusText,
        ),
      ),
      campaigns: table(given.raise.campaigns, [], raiseCampaign),
    },
    crm: {
      contacts: table(given.crm.contacts, ['contactReferences'], (record) =>
        crmContact(record, quirks.isArchivedField),
      ),
      gifts: table(given.crm.gifts, ['transactionId', 'contactId'], (record) =>
        crmGift({ contactId: firstContact, ...contactName(record), ...record }),
      ),
      recurringGifts: table(given.crm.recurringGifts, ['transactionId'], (record) =>
        crmSchedule({ contactId: firstContact, ...record }),
      ),
      projects: table(given.crm.projects, [], crmProject),
      campaigns: table(given.crm.campaigns, [], ({ id, ...record }) =>
        crmCampaign({ campaignId: id, ...record }),
      ),
    },
    planted: [],
  };
}
