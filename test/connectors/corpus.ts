import { readFileSync } from 'node:fs';
import type { StreamName } from '../../src/core/connectors/connector.ts';
import { raiseGiftBody } from '../monitor/bodies.ts';

const sample = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/crm-samples/${name}.json`, import.meta.url), 'utf8'),
  );
const link = { crmKey: '55', crmKeyUrls: { Virtuous: { url: 'https://crm.example/55' } } };
const donor = {
  id: 501,
  name: 'Ann Archer',
  firstName: 'Ann',
  lastName: 'Archer',
  email: 'ann@example.org',
  phone: '602-555-0123',
  isOrganization: false,
  organizationName: null,
  isTestMode: false,
  isArchived: false,
  isGDPRDeleted: false,
  createdDate: '2026-03-01T12:00:00',
  modifiedDate: '2026-03-02T12:00:00',
  primaryAddress: { address1: '1 Main St', city: 'Phoenix', postal: '85001' },
  donorEmailAddresses: [{ value: 'ann@example.org' }],
  ...link,
};
const raiseGift = {
  ...(JSON.parse(raiseGiftBody({ id: 7001 })) as object),
  donorPaidCosts: 1.8,
  projects: [{ name: 'Wells', amount: '25.00' }],
  ...link,
};
const raiseSchedule = {
  id: 8001,
  amount: 25,
  currencyCode: 'USD',
  formattedFrequency: 'Monthly',
  frequency: 3,
  startDate: '2026-01-15T00:00:00',
  createdDate: '2026-01-15T00:00:00',
  status: 1,
  donorId: 501,
  campaignId: 7,
  isTestMode: false,
  ...link,
};
const crmGift = {
  ...(sample('gift') as object),
  transactionSource: 'RaiseDonors',
  transactionId: 4711,
};
const crmSchedule = {
  ...(sample('recurring_gift') as object),
  transactionSource: 'RaiseDonors',
  transactionId: 'rd2-12',
};

/** Whole records as the products write them: the vendor's public samples, and Raise's by the API documents. */
export const CORPUS: readonly (readonly [StreamName, object])[] = [
  ['raise.donors', donor],
  ['raise.gifts', raiseGift],
  ['raise.recurring_gifts', raiseSchedule],
  ['raise.campaigns', { id: 7, name: 'Gala', canSync: false }],
  ['crm.contacts', sample('contact') as object],
  ['crm.gifts', crmGift],
  ['crm.gifts', (sample('gifts') as object[])[0] ?? {}],
  ['crm.gifts', (sample('contact_gifts') as { list: object[] }).list[0] ?? {}],
  ['crm.recurring_gifts', crmSchedule],
];
