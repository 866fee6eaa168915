import { expect, test } from 'vitest';
import { whyUntestable } from '../../src/renderer/pages/audit/power/untestable.ts';
import { powerWords } from '../../src/renderer/words/power.ts';
import { makeCoverage, makeParameters, makeRun } from '../support/report-factory.ts';

const words = powerWords.untestable;
const recheck = { runId: 'r0', findings: 3 };

test.each([
  ['an audit of whole lists', makeRun(), null],
  ['one of single ids', makeRun({ parameters: makeParameters({ ids: ['1'] }) }), words.choice],
  [
    'one of what was changed',
    makeRun({ parameters: makeParameters({ modifiedFrom: '2026-01-02' }) }),
    words.choice,
  ],
  ['a re-check', makeRun({ parameters: makeParameters({ recheck }) }), words.choice],
  [
    'one without CRM+',
    makeRun({ origins: { raise: 'https://raise.example', crm: null } }),
    words.noCrm,
  ],
  [
    'one of a list that was not read to its end',
    makeRun({ coverage: [makeCoverage(), makeCoverage({ complete: false })] }),
    words.incomplete,
  ],
])('whether there can be a power test of %s', (_, run, why) => {
  expect(whyUntestable(run)).toBe(why);
});

test('recall and precision are rounded down: 100 % is said of nothing less', () => {
  expect(powerWords.shares(1, 1)).toBe('Recall 100% · precision 100%');
  expect(powerWords.shares(0.9999, 0.96)).toBe('Recall 99.9% · precision 96%');
});
