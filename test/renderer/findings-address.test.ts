import { describe, expect, test } from 'vitest';
import {
  readAddress,
  writeAddress,
  type Shown,
} from '../../src/renderer/pages/findings/view/address.ts';
import { pathTo, placeOf } from '../../src/renderer/shell/routes.ts';

/** Through the whole address of the page, which is decoded once on the way. */
function thereAndBack(shown: Shown): Shown {
  return readAddress(placeOf(pathTo('Hope & Co/1', 'findings', writeAddress(shown))).rest);
}

describe('the address of findings', () => {
  test.each<Shown>([
    { runId: null, query: {}, sort: [] },
    { runId: 'run-1', query: {}, sort: [] },
    { runId: null, query: { search: 'Ann' }, sort: [] },
    {
      runId: 'run-1',
      query: {
        states: ['missing_in_crm'],
        recordTypes: ['gift', 'recurring_gift'],
        actionable: true,
        isTestMode: false,
        amountFromMinor: -500,
        amountToMinor: 0,
        fromDay: '2026-01-01',
        currencies: ['EUR', 'USD'],
      },
      sort: [],
    },
    {
      runId: 'run-1',
      query: {
        statuses: ['open', 'reported'],
        owners: ['', 'Torres, Ana', 'R&D ~ 100 %'],
        accepted: false,
        note: 'asked on Monday',
      },
      sort: [
        { column: 'acceptedUntil', isDescending: false },
        { column: 'owner', isDescending: true },
      ],
    },
    { runId: 'run-1', query: { owners: [''] }, sort: [] },
    ...['50 % of ~ & + = , # ? a/b', '%25', 'é “日本”', ' '].map((search) => ({
      runId: 'run-1',
      query: { search },
      sort: [],
    })),
  ])('gives back what it was made of: %j', (shown) => {
    expect(thereAndBack(shown)).toEqual(shown);
  });

  test('keeps at most three columns of a sort, with their directions', () => {
    const sort = [
      { column: 'amountMinor', isDescending: true },
      { column: 'state', isDescending: false },
    ] as const satisfies Shown['sort'];
    expect(thereAndBack({ runId: null, query: {}, sort }).sort).toEqual(sort);
    expect(readAddress('~sort=amountMinor,-state,date,currency').sort).toHaveLength(3);
  });

  test('reads what is no filter as not written', () => {
    expect(
      readAddress('../etc~states=gone&amountFromMinor=1e9&fromDay=soon&actionable=maybe&sort=-x'),
    ).toEqual({ runId: null, query: {}, sort: [] });
    expect(readAddress(null)).toEqual({ runId: null, query: {}, sort: [] });
  });

  test('is empty where nothing is chosen', () => {
    expect(writeAddress({ runId: null, query: { search: '', states: [] }, sort: [] })).toBe('');
  });
});
