import { describe, expect, it, test } from 'vitest';
import type { FindingQuery } from '../../src/core/model/finding-query.ts';
import { filterWords } from '../../src/core/views/filters.ts';
import { openFindingsView } from '../../src/core/views/findings-view.ts';
import { makeFinding } from '../support/report-factory.ts';
import { storedRun } from './stored-run.ts';

describe('the words of a filter', () => {
  test.each<[FindingQuery, string]>([
    [{}, ''],
    [{ states: [], search: ' ', fromDay: '' }, ''],
    [
      { states: ['missing_in_crm', 'field_drift'], amountFromMinor: 10_000 },
      'state is Missing in CRM+ or Values differ; amount from 100.00',
    ],
    [
      { currencies: ['KWD'], amountFromMinor: 1_500, amountToMinor: -5 },
      'currency is KWD; amount from 1.500; amount up to -0.005',
    ],
    [{ currencies: ['KWD', 'JPY'], amountToMinor: 5 }, 'currency is KWD or JPY; amount up to 0.05'],
    [{ causes: ['overdue'], actors: ['nobody'] }, 'cause is overdue; to be done by nobody'],
    [
      { causes: ['within_lag_window'] },
      'cause is inside the time that syncing may take / changed a short while ago',
    ],
    [
      { recordTypes: ['recurring_gift'], severities: ['high'] },
      'record is a recurring gift; severity is high',
    ],
    [{ actionable: true, isTestMode: false }, 'needs action; is no test record'],
    [{ actionable: false, isTestMode: true }, 'needs no action; is a test record'],
    [{ fromDay: '2026-01-01', toDay: '2026-01-31' }, 'date from 2026-01-01; date up to 2026-01-31'],
    [
      { raiseId: '10', crmId: '7', campaign: 'Été', search: ' x ' },
      'Raise id contains “10”; CRM+ id contains “7”; campaign contains “Été”; id, campaign or evidence contains “x”',
    ],
  ])('%j', (query, words) => {
    expect(filterWords(query)).toBe(words);
  });
});

describe('a text that is contained', () => {
  const campaigns = [
    '100% you',
    '100 you',
    'a_b',
    'aXb',
    String.raw`c\d`,
    'c/d',
    'ÉTÉ [2]*',
    'étude',
    'q?',
  ];

  it.each([
    ['100%', ['100% you']],
    ['A_b', ['a_b']],
    [String.raw`c\D`, [String.raw`c\d`]],
    ['été', ['ÉTÉ [2]*']],
    ['É', ['ÉTÉ [2]*', 'étude']],
    ['é [2]*', ['ÉTÉ [2]*']],
    ['é [3]*', []],
    ['é?', []],
    ['q?', ['q?']],
    ["'; DROP TABLE finding; --", []],
  ])('%s', async (campaign, expected) => {
    const source = storedRun(
      campaigns.map((campaignName, at) => makeFinding({ campaignName }, at + 1)),
    );
    for (const query of [{ campaign }, { search: campaign }]) {
      const view = await openFindingsView(source, query, []);
      expect(view.rows(0, 99).map((row) => row.campaignName)).toEqual(expected);
    }
  });
});
