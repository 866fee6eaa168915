import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSandbox, WireRecord } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask, queryCrm, readAllCrm, readAllRaise } from './sandbox-client.ts';

/** Members and types of every CRM+ answer, derived from recorded payloads and the vendor's templates. */
const MEMBERS = JSON.parse(
  readFileSync(new URL('./crm-members.json', import.meta.url), 'utf8'),
) as { [object: string]: { [path: string]: string } };

/** Members of objects that the sandbox always leaves empty, or sends as one value. */
const EMPTY = [
  'customFields[]',
  'customCollections[]',
  'giftPremiums[]',
  'pledgePayments[]',
  'recurringGiftPayments[]',
  'tags[]',
  'giftSpecifications[]',
  'designations[]',
];

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', plant: 'none' });
});
afterAll(() => sandbox.close());

function typesIn(value: unknown, path: string, found: Map<string, Set<string>>): void {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  if (path !== '') found.set(path, (found.get(path) ?? new Set()).add(type));
  if (Array.isArray(value))
    for (const item of value) if (typeof item === 'object') typesIn(item, `${path}[]`, found);
  if (type === 'object')
    for (const [key, item] of Object.entries(value as WireRecord))
      typesIn(item, path === '' ? key : `${path}.${key}`, found);
}

function compareToList(name: string, records: unknown[]): void {
  const found = new Map<string, Set<string>>();
  for (const record of records) typesIn(record, '', found);
  for (const [path, types] of Object.entries(MEMBERS[name] ?? {})) {
    if (EMPTY.some((empty) => path.includes(empty))) continue;
    const seen = [...(found.get(path) ?? [])];
    expect(seen.length, `${name}.${path} is missing`).toBeGreaterThan(0);
    for (const type of seen)
      if (type !== 'null') expect(types.split(' | '), `${name}.${path} is ${type}`).toContain(type);
  }
}

describe('CRM+ answers have every member and type of the recorded ones', () => {
  it('contacts', async () => {
    const contacts = await readAllCrm(sandbox, '/api/Contact/Query/FullContact', 'Contact Id');
    const direct = await ask(sandbox, 'crm', 'GET', `/api/Contact/${String(contacts[0]?.['id'])}`);
    compareToList(
      'contact',
      contacts.map((contact) => ({ isCurrentUserFollowing: false, ...contact })),
    );
    expect(direct.json).toEqual({ isCurrentUserFollowing: false, ...contacts[0] });
    compareToList(
      'abbreviatedContact',
      (await queryCrm(sandbox, '/api/Contact/Query?take=50', [])).list,
    );
  });

  it('gifts', async () => {
    compareToList('gift', await readAllCrm(sandbox, '/api/Gift/Query/FullGift', 'Gift Id'));
    const short = (await queryCrm(sandbox, '/api/Gift/Query?take=50', [])).list;
    compareToList('abbreviatedGift', short);
    expect(short[0]).not.toHaveProperty('transactionId');
    expect(short[0]?.['giftDate']).toMatch(/^\d{1,2}\/\d{1,2}\/\d{4}$/);
  });

  it('recurring gifts, projects, campaigns, organization, options', async () => {
    compareToList(
      'recurringGift',
      await readAllCrm(sandbox, '/api/RecurringGift/Query', 'Recurring Gift Id'),
    );
    compareToList('project', (await queryCrm(sandbox, '/api/Project/Query', [])).list);
    compareToList('campaign', (await queryCrm(sandbox, '/api/Campaign/Query', [])).list);
    compareToList('organizationCurrent', [
      (await ask(sandbox, 'crm', 'GET', '/api/Organization/Current')).json,
    ]);
    compareToList(
      'organization',
      JSON.parse((await ask(sandbox, 'crm', 'GET', '/api/Organization')).text) as unknown[],
    );
    compareToList(
      'permission',
      JSON.parse((await ask(sandbox, 'crm', 'GET', '/api/Permission')).text) as unknown[],
    );
    for (const resource of ['Gift', 'Contact', 'RecurringGift'])
      compareToList('queryOptions', [
        (await ask(sandbox, 'crm', 'GET', `/api/${resource}/QueryOptions`)).json,
      ]);
  });
});

describe('Raise answers have the members of the documentation', () => {
  it('donors, gifts, schedules', async () => {
    const [donors, gifts, schedules] = [
      await readAllRaise(sandbox, 'Donor'),
      await readAllRaise(sandbox, 'Gift'),
      await readAllRaise(sandbox, 'RecurringGift'),
    ];
    expect(Object.keys(donors[0] ?? {})).toEqual(
      expect.arrayContaining([
        'crmKey',
        'crmKeyUrls',
        'crmSecondKey',
        'isGDPRDeleted',
        'primaryAddress',
        'donorEmailAddresses',
      ]),
    );
    expect(Object.keys(gifts[0] ?? {})).toEqual(
      expect.arrayContaining([
        'statusText',
        'donationId',
        'donorPaidCosts',
        'recurringGiftId',
        'billingAddress',
        'browserInfo',
        'paymentInfo',
      ]),
    );
    expect(gifts[0]).not.toHaveProperty('crmKey');
    const project = (gifts[0]?.['projects'] as WireRecord[] | undefined)?.[0];
    expect([typeof project?.['amount'], typeof gifts[0]?.['amount']]).toEqual(['string', 'number']);
    expect(schedules[0]?.['donor']).toHaveProperty('donorEmailAddresses');
    expect(String(gifts[0]?.['date'])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    const campaigns = (await ask(sandbox, 'raise', 'GET', '/api/Campaign/list')).json[
      'items'
    ] as WireRecord[];
    expect(campaigns[0]).toHaveProperty('modifiedDateTime');
  });
});
