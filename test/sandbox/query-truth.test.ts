import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type RunningSandbox, type WireRecord } from '../../src/sandbox/index.ts';
import { selectRows, type Condition, type QueriedList } from './sandbox-client.ts';

// Selections are computed without looking at the records where that can be; here every record is looked at.
const ARIZONA_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

interface List extends QueriedList {
  readonly dates: Readonly<Record<string, { member: string; isUtc: boolean }>>;
  /** Values by which records are looked up, and where they stand. */
  readonly owners: Readonly<Record<string, string>>;
}

const utc = (member: string) => ({ member, isUtc: true });
const wall = (member: string) => ({ member, isUtc: false });
const RAISE_STAMPS = { 'Create Date': utc('createdDate'), 'Modified Date': utc('modifiedDate') };
const CRM_STAMPS = {
  'Create Date': utc('createDateTimeUtc'),
  'Last Modified Date': utc('modifiedDateTimeUtc'),
  'Last Modified DateTime UTC': wall('modifiedDateTimeUtc'),
};
const LISTS: readonly List[] = [
  { product: 'raise', path: 'Donor', id: 'Id', dates: RAISE_STAMPS, owners: {} },
  {
    product: 'raise',
    path: 'Gift',
    id: 'Id',
    dates: { Date: wall('date'), ...RAISE_STAMPS },
    owners: { 'Donor Id': 'donorId' },
  },
  {
    product: 'raise',
    path: 'RecurringGift',
    id: 'Id',
    dates: { 'Start Date': wall('startDate'), ...RAISE_STAMPS },
    owners: { 'Donor Id': 'donorId' },
  },
  {
    product: 'crm',
    path: 'Contact/Query/FullContact',
    id: 'Contact Id',
    dates: CRM_STAMPS,
    owners: {},
  },
  {
    product: 'crm',
    path: 'Gift/Query/FullGift',
    id: 'Gift Id',
    dates: { 'Gift Date': wall('giftDate'), ...CRM_STAMPS },
    owners: { 'Transaction Id': 'transactionId', 'Contact Id': 'contactId' },
  },
  {
    product: 'crm',
    path: 'RecurringGift/Query',
    id: 'Recurring Gift Id',
    dates: { 'Start Date': wall('startDate'), ...CRM_STAMPS },
    owners: { 'Transaction Id': 'transactionId', 'Contact Id': 'contactId' },
  },
];

let sandbox: RunningSandbox;
const rowsOf = new Map<List, readonly WireRecord[]>();
beforeAll(async () => {
  sandbox = await startSandbox({
    nowUtc: '2026-11-20T12:00:00Z',
    donors: 300,
    gifts: 1200,
    seed: 11,
  });
  for (const list of LISTS) {
    const { rows, total } = await selectRows(sandbox, list, [], { skip: 0, take: 100_000 });
    const more = [...rows];
    while (more.length < total)
      more.push(
        ...(await selectRows(sandbox, list, [], { skip: more.length, take: 100_000 })).rows,
      );
    rowsOf.set(list, more);
  }
});
afterAll(() => sandbox.close());

describe('what a query gives is what a look at every record gives', () => {
  it('by two dates, beyond an id, on any page, in either direction', async () => {
    const cases = fc.constantFrom(...LISTS).chain((list) =>
      fc.record({
        list: fc.constant(list),
        date: fc.constantFrom(...Object.keys(list.dates)),
        days: fc.tuple(fc.integer({ min: 0, max: 930 }), fc.integer({ min: 0, max: 930 })),
        operator: fc.constantFrom('OnOrAfter', 'After', 'OnOrBefore', 'Before', 'Is', 'Between'),
        beyond: fc.option(fc.nat()),
        skip: fc.integer({ min: 0, max: 40 }),
        take: fc.integer({ min: 1, max: 60 }),
        descending: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ list, date, days, operator, beyond, ...page }) => {
        const all = rowsOf.get(list) ?? [];
        const after = beyond === null ? null : Number(all[beyond % all.length]?.['id']);
        const [value, secondaryValue] = days.map(dayAgo) as [string, string];
        const conditions: Condition[] = [
          { parameter: date, operator, value, secondaryValue },
          ...(after === null
            ? []
            : [{ parameter: list.id, operator: 'GreaterThan', value: after }]),
        ];
        const at = list.dates[date] ?? wall('');
        const expected = all.filter(
          (row) =>
            isWithin(row[at.member], at.isUtc, { operator, value, secondaryValue }) &&
            (after === null || Number(row['id']) > after),
        );
        await expectPage(list, [conditions], expected, page);
      }),
      { numRuns: 120, seed: 5 },
    );
  });

  it('by owners and references, several at once', async () => {
    const cases = fc
      .constantFrom(...LISTS.filter(({ owners }) => Object.keys(owners).length > 0))
      .chain((list) =>
        fc.record({
          list: fc.constant(list),
          owner: fc.constantFrom(...Object.keys(list.owners)),
          which: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(cases, async ({ list, owner, which }) => {
        const all = rowsOf.get(list) ?? [];
        const member = list.owners[owner] ?? '';
        const values = which
          .map((at) => all[at % all.length]?.[member] ?? 'rd2-999999999')
          .map(String);
        const groups = values.map((value) => [{ parameter: owner, operator: 'Is', value }]);
        const expected = all.filter((row) => values.includes(String(row[member])));
        await expectPage(list, groups, expected, { skip: 0, take: 1000, descending: false });
      }),
      { numRuns: 80, seed: 6 },
    );
  });

  it('of every donor-advised fund: the gifts that pass through it', async () => {
    const gifts = LISTS[4];
    if (gifts === undefined) throw new Error('no list of gifts');
    const all = rowsOf.get(gifts) ?? [];
    const funds = new Set(
      all.filter((row) => row['contactPassthroughId'] !== null).map((row) => row['contactId']),
    );
    expect(funds.size).toBeGreaterThan(3);
    for (const value of funds)
      await expectPage(
        gifts,
        [[{ parameter: 'Contact Id', operator: 'Is', value }]],
        all.filter((row) => row['contactId'] === value),
        { skip: 0, take: 1000, descending: false },
      );
  });

  it('also after a record was changed, added or removed', async () => {
    const gifts = LISTS[1];
    if (gifts === undefined) throw new Error('no list of gifts');
    const [changed, removed] = (rowsOf.get(gifts) ?? []).map((row) => Number(row['id']));
    const asked = [[{ parameter: 'Date', operator: 'OnOrAfter', value: '2026-11-25' }]];
    await expectPage(gifts, asked, [], { skip: 0, take: 9, descending: false });
    sandbox.mutate.putRaise('gifts', { id: changed ?? 0, date: '2026-11-26T08:00:00' });
    sandbox.mutate.putRaise('gifts', { id: 99_000_000, date: '2026-11-27T08:00:00' });
    sandbox.mutate.removeRaise('gifts', removed ?? 0);
    const { rows } = await selectRows(sandbox, gifts, asked, { skip: 0, take: 9 });
    expect(rows.map((row) => row['id'])).toEqual([changed, 99_000_000]);
    const { total } = await selectRows(sandbox, gifts, [], { skip: 0, take: 1 });
    expect(total).toBe(rowsOf.get(gifts)?.length);
  });
});

interface Page {
  readonly skip: number;
  readonly take: number;
  readonly descending?: boolean;
}

async function expectPage(
  list: List,
  groups: readonly (readonly Condition[])[],
  expected: readonly WireRecord[],
  page: Page,
): Promise<void> {
  const { rows, total } = await selectRows(sandbox, list, groups, page);
  const ordered = page.descending === true ? expected.toReversed() : expected;
  expect({ total, rows }).toEqual({
    total: expected.length,
    rows: ordered.slice(page.skip, page.skip + page.take),
  });
}

function dayAgo(days: number): string {
  return new Date(Date.parse('2026-11-20T12:00:00Z') - days * DAY_MS).toISOString().slice(0, 10);
}

/** By the day that stands there, or the organization's day of an instant; what is no instant is compared as it stands. */
function isWithin(
  stored: unknown,
  isUtc: boolean,
  asked: { operator: string; value: string; secondaryValue: string },
): boolean {
  if (typeof stored !== 'string') return false;
  const utcMs = Date.parse(`${stored}Z`);
  const day =
    isUtc && !Number.isNaN(utcMs)
      ? new Date(utcMs - ARIZONA_MS).toISOString().slice(0, 10)
      : stored.slice(0, 10);
  const { value, secondaryValue } = asked;
  switch (asked.operator) {
    case 'OnOrAfter':
      return day >= value;
    case 'After':
      return day > value;
    case 'OnOrBefore':
      return day <= value;
    case 'Before':
      return day < value;
    case 'Is':
      return day === value;
    default:
      return day >= value && day <= secondaryValue;
  }
}
