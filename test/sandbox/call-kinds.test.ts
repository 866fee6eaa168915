import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallKind, RunningSandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask } from './sandbox-client.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 20, gifts: 40 });
});
beforeEach(() => sandbox.clearLog());
afterAll(() => sandbox.close());

const groups = (...parameters: string[]): unknown =>
  parameters.map((parameter) => ({ conditions: [{ parameter, operator: 'Is', value: '5' }] }));
const beyond = (parameter: string): unknown => [
  { conditions: [{ parameter, operator: 'GreaterThan', value: 0 }] },
];

type Row = readonly [CallKind, 'raise' | 'crm', 'GET' | 'POST', string, unknown?];
const CALLS: readonly Row[] = [
  ['list', 'crm', 'POST', '/api/Gift/Query/FullGift?skip=0&take=1000', {}],
  ['list', 'crm', 'POST', '/api/Gift/Query', { groups: groups('Gift Date') }],
  ['list', 'crm', 'POST', '/api/Contact/Query?take=500', { groups: beyond('Contact Id') }],
  ['list', 'crm', 'POST', '/api/Gift/Query?skip=0&take=1', { groups: beyond('Gift Id') }],
  ['list', 'crm', 'POST', '/api/Gift/Query?skip=7&take=1', {}],
  ['list', 'crm', 'POST', '/api/Gift/Query', { groups: groups('Contact Id', 'Gift Date') }],
  ['list', 'crm', 'POST', '/api/Gift/Query', { groups: [{ conditions: [] }] }],
  ['count', 'crm', 'POST', '/api/Gift/Query?skip=0&take=1', { groups: groups('Gift Date') }],
  ['count', 'crm', 'POST', '/api/RecurringGift/Query?take=1', {}],
  [
    'find',
    'crm',
    'POST',
    '/api/Gift/Query',
    { groups: groups('Transaction Id', 'Transaction Id') },
  ],
  ['find', 'crm', 'POST', '/api/Gift/Query/FullGift?take=1', { groups: groups('Contact Id') }],
  ['find', 'crm', 'GET', '/api/Gift/ByContact/5?take=1000'],
  ['one', 'crm', 'GET', '/api/Gift/5'],
  ['one', 'crm', 'GET', '/api/Contact/RaiseDonors/rd2-5'],
  ['one', 'crm', 'GET', '/api/Contact/Find?email=a@example.org'],
  ['identity', 'crm', 'GET', '/api/Organization/Current'],
  ['identity', 'crm', 'GET', '/api/Organization'],
  ['identity', 'crm', 'GET', '/api/Permission'],
  ['identity', 'crm', 'GET', '/api/Gift/QueryOptions'],
  ['other', 'crm', 'POST', '/api/Gift'],
  ['list', 'raise', 'POST', '/api/Donor/query', { skip: 0, take: 1000, groups: beyond('Id') }],
  ['list', 'raise', 'POST', '/api/Donor/query', { skip: 0, take: 1, groups: beyond('Id') }],
  ['list', 'raise', 'GET', '/api/Campaign/list?Skip=0&Take=100'],
  ['list', 'raise', 'GET', '/api/Campaign/list?Skip=3&Take=1'],
  ['count', 'raise', 'POST', '/api/Gift/query', { skip: 0, take: 1 }],
  ['count', 'raise', 'GET', '/api/Campaign/list?Skip=0&Take=1'],
  ['find', 'raise', 'POST', '/api/Gift/query', { take: 10, groups: groups('Donor Id') }],
  ['find', 'raise', 'GET', '/api/Donor/5/gifts'],
  ['one', 'raise', 'GET', '/api/Donor/5'],
];

describe('the kind of a call', () => {
  it.for(CALLS)('is %s for %s %s %s', async ([kind, product, method, path, body]) => {
    await ask(sandbox, product, method, path, body);
    expect(sandbox.requests().map(({ callKind }) => callKind)).toEqual([kind]);
  });
});

describe('what was asked', () => {
  const asked = (): string[] => sandbox.requests().map((request) => request.asked);

  it('is one text for the same page, however it was written, and another for every other page', async () => {
    const condition = { parameter: 'Gift Id', operator: 'GreaterThan', value: 5 };
    const turned = { value: 5, operator: 'GreaterThan', parameter: 'Gift Id' };
    const path = '/api/Gift/Query?skip=0&take=20';
    await ask(sandbox, 'crm', 'POST', path, {
      sortBy: 'Id',
      groups: [{ conditions: [condition] }],
    });
    await ask(sandbox, 'crm', 'POST', path, { Groups: [{ conditions: [turned] }], sortBy: 'Name' });
    await ask(sandbox, 'crm', 'POST', '/api/Gift/Query?skip=20&take=20', {
      groups: [{ conditions: [condition] }],
    });
    expect(asked()[0]).toBe(
      '{"groups":[{"conditions":[{"operator":"GreaterThan","parameter":"Gift Id","value":5}]}],"skip":0,"take":20}',
    );
    expect(asked()[1]).toBe(asked()[0]);
    expect(asked()[2]).not.toBe(asked()[0]);
  });

  it('has the page of Raise from the body, and the query string of a GET', async () => {
    await ask(sandbox, 'raise', 'POST', '/api/Gift/query', { skip: 0, take: 5, groups: [] });
    await ask(sandbox, 'raise', 'GET', '/api/Gift/list?Skip=0&Take=5');
    expect(asked()).toEqual(['{"groups":[],"skip":0,"take":5}', 'Skip=0&Take=5']);
  });

  it('is forgotten with the log, and counted anew', async () => {
    await ask(sandbox, 'raise', 'GET', '/api/Gift/list');
    expect(sandbox.calls()).toEqual({ raise: 1, crm: 0 });
    sandbox.clearLog();
    expect([sandbox.calls(), sandbox.requests()]).toEqual([{ raise: 0, crm: 0 }, []]);
    await ask(sandbox, 'crm', 'GET', '/api/Permission');
    expect([sandbox.calls(), asked()]).toEqual([{ raise: 0, crm: 1 }, ['']]);
  });
});
