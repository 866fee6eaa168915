import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerStanding, WorkspaceSummary } from '../../src/contract/workspaces.ts';
import type { WorkspaceOverview } from '../../src/core/model/overview.ts';
import { customerRows } from '../../src/renderer/pages/start/customer-row-facts.ts';
import { filterCustomers } from '../../src/renderer/pages/start/filter-customers.ts';
import {
  FIRST_SORT,
  nextSort,
  sortCustomers,
  SORT_KEYS,
} from '../../src/renderer/pages/start/sort-customers.ts';

const LAST_RUN = {
  runId: 'r1',
  state: 'finished',
  status: 'verified',
  asOfUtc: '2026-03-01T13:00:00.000Z',
  stop: null,
  actionable: 0,
  findings: 0,
} as const;

function workspace(name: string, given: Partial<WorkspaceSummary> = {}): WorkspaceSummary {
  const createdUtc = '2026-01-01T00:00:00.000Z';
  return { name, colour: 'blue', isDemo: false, createdUtc, lastRun: LAST_RUN, ...given };
}

function overview(given: Partial<WorkspaceOverview> = {}): WorkspaceOverview {
  return {
    workspace: '',
    lastRun: {
      runId: 'r1',
      asOfUtc: LAST_RUN.asOfUtc,
      finishedUtc: LAST_RUN.asOfUtc,
      status: 'verified',
      from: null,
      to: null,
    },
    lastDay: null,
    failedTry: null,
    open: 0,
    toActOn: 0,
    accepted: 0,
    atStake: [],
    openTrend: [],
    trend: [],
    metrics: [],
    ...given,
  };
}

function standing(name: string, given: Partial<CustomerStanding> = {}): CustomerStanding {
  return {
    workspace: name,
    isDemo: false,
    overview: overview(),
    trouble: null,
    busy: null,
    areTokensLocked: false,
    schedule: 'daily',
    nextUtc: '2026-03-02T13:00:00.000Z',
    isDue: false,
    ...given,
  };
}

const LIST = [
  workspace('Clean'),
  workspace('Acting', { lastRun: { ...LAST_RUN, actionable: 0 } }),
  workspace('Never', { lastRun: null }),
  workspace('Damaged', { lastRun: null, trouble: 'This file is damaged.' }),
  workspace('Refused'),
  workspace('Locked'),
  workspace('Unproved', { lastRun: { ...LAST_RUN, status: 'not_verified' } }),
];
const STANDINGS = [
  standing('Clean'),
  standing('Acting', { overview: overview({ open: 3, toActOn: 2 }) }),
  standing('Never', { overview: overview({ lastRun: null }), schedule: 'off', nextUtc: null }),
  standing('Damaged', { overview: null, trouble: 'This file is damaged.', schedule: 'off' }),
  standing('Refused', {
    overview: overview({ failedTry: { startedUtc: '', sentence: 'No token.' } }),
  }),
  standing('Locked', { areTokensLocked: true }),
  standing('Unproved'),
];

test('who needs somebody comes first, and says why', () => {
  const rows = sortCustomers(customerRows(LIST, STANDINGS, new Map()), FIRST_SORT);
  expect(
    rows.map(({ workspace: { name }, status, needsAttention }) => [
      name,
      status.words,
      needsAttention,
    ]),
  ).toEqual([
    ['Damaged', 'Can’t be read', true],
    ['Locked', 'Verified, clean', true],
    ['Refused', 'Verified, clean', true],
    ['Unproved', 'Not verified', true],
    // What earlier runs left open counts, though the newest one saw nothing of it.
    ['Acting', 'Verified, 2 to act on', true],
    ['Never', 'Never audited', false],
    ['Clean', 'Verified, clean', false],
  ]);
  const notes = Object.fromEntries(rows.map((row) => [row.workspace.name, row.notes]));
  expect(notes).toMatchObject({
    Damaged: ['This file is damaged.'],
    Refused: ['The last scheduled audit came to no result: No token.'],
    Locked: ['Its tokens are locked: no audit can start.'],
    Clean: [],
  });
});

test('while it is added up nothing is said that is not known yet', () => {
  const rows = customerRows(LIST, undefined, new Map());
  expect(rows.filter(({ isAsked }) => !isAsked).map((row) => row.workspace.name)).toEqual([
    'Damaged',
  ]);
  expect(rows.find((row) => row.workspace.name === 'Damaged')?.status.words).toBe('Can’t be read');
});

test('filters leave what they say', () => {
  const rows = customerRows(LIST, STANDINGS, new Map());
  const names = (filter: Parameters<typeof filterCustomers>[1], name = ''): string[] =>
    filterCustomers(rows, filter, name).map((row) => row.workspace.name);
  expect(names('all', ' NE')).toEqual(['Never']);
  expect(names('attention')).toEqual(['Acting', 'Damaged', 'Refused', 'Locked', 'Unproved']);
  // Of the damaged one it is not known.
  expect(names('unscheduled')).toEqual(['Never']);
  expect(names('never')).toEqual(['Never']);
});

const someCustomer = fc.record({
  open: fc.option(fc.nat(5)),
  usd: fc.option(fc.nat(5)),
  eur: fc.option(fc.nat(5)),
  next: fc.option(fc.constantFrom('2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z')),
});

test('every sort keeps all rows, is in order both ways, and puts what is not known last', () => {
  fc.assert(
    fc.property(
      fc.array(someCustomer, { maxLength: 12 }),
      fc.constantFrom(...SORT_KEYS),
      (customers, key) => {
        const names = customers.map((_, at) => `c${at}`);
        const standings = customers.map(({ open, usd, eur, next }, at) =>
          standing(names[at] ?? '', {
            nextUtc: next,
            overview:
              open === null
                ? null
                : overview({
                    open,
                    toActOn: open,
                    atStake: [
                      ...(eur === null ? [] : [{ currency: 'EUR', amountMinor: eur }]),
                      ...(usd === null ? [] : [{ currency: 'USD', amountMinor: usd }]),
                    ],
                  }),
          }),
        );
        const rows = customerRows(
          names.map((name) => workspace(name)),
          standings,
          new Map(),
        );
        const sorted = sortCustomers(rows, { key, isDescending: false });
        const down = sortCustomers(rows, { key, isDescending: true });
        expect(new Set(sorted)).toEqual(new Set(rows));
        expect(new Set(down)).toEqual(new Set(rows));
        if (key !== 'open') return;
        const figures = (of: typeof rows) => of.map((row) => row.overview?.open ?? null);
        const known = figures(rows).filter((value) => value !== null);
        const unknown = figures(rows).filter((value) => value === null);
        expect(figures(sorted)).toEqual([...known.toSorted((a, b) => a - b), ...unknown]);
        expect(figures(down)).toEqual([...known.toSorted((a, b) => b - a), ...unknown]);
      },
    ),
  );
});

test('a head sorts names upwards first and figures downwards, and turns round', () => {
  expect(nextSort(FIRST_SORT, 'name')).toEqual({ key: 'name', isDescending: false });
  const open = nextSort(FIRST_SORT, 'open');
  expect(open).toEqual({ key: 'open', isDescending: true });
  expect(nextSort(open, 'open')).toEqual({ key: 'open', isDescending: false });
});
