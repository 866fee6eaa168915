import { expect, test } from 'vitest';
import { judgeOrganizations } from '../../src/core/audit/connection-guard.ts';
import type { LinkSample } from '../../src/core/model/connection-report.ts';

/** [tried, resolved, agreed, disagreed] */
type Counts = readonly [number, number, number, number];

function link(from: 'raise' | 'crm', source: string, counts: Counts): LinkSample {
  const [tried, resolved, agreed, disagreed] = counts;
  const recordType = from === 'raise' ? 'donor' : 'gift';
  return { recordType, from, source, prefix: '', seen: tried, tried, resolved, agreed, disagreed };
}

function verdict(
  links: readonly LinkSample[],
  about: { readonly organizationIds?: readonly string[]; readonly isNamed?: boolean } = {},
): string {
  const { organizationIds = ['7'], isNamed = false } = about;
  return judgeOrganizations({ links, organizationIds, isConventionNamed: isNamed }, true).verdict;
}

test.each<[string, string, Counts, Counts]>([
  ['three that agree prove it', 'proved', [2, 2, 2, 0], [1, 1, 1, 0]],
  ['two are too few', 'unproved', [2, 2, 2, 0], [0, 0, 0, 0]],
  ['one that disagrees leaves it open', 'unproved', [5, 5, 4, 1], [5, 5, 5, 0]],
  ['one that leads nowhere, or cannot be judged, does not', 'proved', [5, 4, 3, 0], [0, 0, 0, 0]],
  ['three keys that lead nowhere contradict', 'contradicted', [3, 0, 0, 0], [0, 0, 0, 0]],
  ['three keys to others contradict', 'contradicted', [3, 3, 0, 3], [0, 0, 0, 0]],
  ['three that cannot be judged do not', 'unproved', [3, 3, 0, 0], [0, 0, 0, 0]],
  ['two that lead nowhere are too few', 'unproved', [2, 0, 0, 0], [0, 0, 0, 0]],
  ['any that agrees speaks against a contradiction', 'unproved', [5, 0, 0, 0], [1, 1, 1, 0]],
  ['references may be another platform’s', 'unproved', [0, 0, 0, 0], [5, 0, 0, 0]],
  ['nothing proves nothing', 'unproved', [0, 0, 0, 0], [0, 0, 0, 0]],
])('%s: %s', (_, expected, keys, references) => {
  expect(verdict([link('raise', 'crmKey', keys), link('crm', 'RaiseDonors', references)])).toBe(
    expected,
  );
});

test('a form of which nothing agrees beside one that does is another platform’s', () => {
  const ours = link('crm', 'RaiseDonors', [3, 3, 3, 0]);
  const foreign = link('crm', 'Classy', [2, 2, 0, 2]);
  expect(verdict([ours, foreign])).toBe('proved');
  // Raise's own keys are nobody else's.
  expect(verdict([ours, link('raise', 'crmKey', [2, 2, 0, 2])])).toBe('unproved');
});

test('a convention that a person named is not another platform’s', () => {
  const links = [link('crm', 'RaiseDonors', [5, 0, 0, 0])];
  expect(verdict(links, { isNamed: true })).toBe('contradicted');
});

test('a Raise token that reads several organizations proves nothing', () => {
  const links = [link('raise', 'crmKey', [5, 5, 5, 0])];
  expect(verdict(links, { organizationIds: ['7', '8'] })).toBe('unproved');
  expect(verdict(links, { organizationIds: [] })).toBe('proved');
});
