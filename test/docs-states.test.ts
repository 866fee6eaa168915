import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';
import {
  STATE_ORDER,
  causeEntry,
  isActionable,
  stateEntry,
  whoActs,
} from '../src/core/model/states.ts';

const folder = join(rootFolder, 'docs/states');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const TYPE_WORDS = { donor: 'donors', gift: 'gifts', recurring_gift: 'recurring gifts' };
const HEADINGS = [
  'Meaning',
  'Example',
  'Causes',
  'How Tieout makes sure',
  'What to do, and who acts',
  'What it is not',
  'Why this rule',
];
/** Words with underscores that are neither states nor causes. */
const OTHER_WORDS = Object.keys(TYPE_WORDS);
const knownWords = new Set([
  ...STATE_ORDER,
  ...STATE_ORDER.flatMap((state) => Object.keys(stateEntry(state).causes)),
  ...OTHER_WORDS,
]);

/** The cells of every table row of a text that begins with a name in backticks. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => /^\| \[?`/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function section(page: string, heading: string): string {
  return page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');
const actorWords = (actor: string): string => actor.replace('_', ' ');

test('each state has its page, and each page its state', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(pages.toSorted()).toEqual(STATE_ORDER.map((state) => `${state}.md`).toSorted());
});

describe.each(STATE_ORDER.filter((state) => existsSync(join(folder, `${state}.md`))))(
  '%s',
  (state) => {
    const page = read(`${state}.md`);
    const entry = stateEntry(state);

    test('has the headings of every page, in their order', () => {
      const found = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
      expect(found).toEqual(HEADINGS);
      for (const heading of HEADINGS)
        expect(section(page, heading).trim().length, heading).toBeGreaterThan(20);
    });

    test('its head says what states.ts says', () => {
      expect(page.split('\n', 1)[0]).toBe(`# ${entry.title}`);
      const [head] = rowsOf(page);
      expect(head?.slice(0, 4)).toEqual([
        `\`${state}\``,
        entry.for.map((type) => TYPE_WORDS[type]).join(', '),
        yesOrNo(entry.isActionable),
        actorWords(entry.whoActs),
      ]);
    });

    test('names exactly the causes of states.ts, each with its words, action and actor', () => {
      const found = rowsOf(section(page, 'Causes')).map((cells) => cells.slice(0, 4));
      const expected = Object.keys(entry.causes).map((cause) => [
        `\`${cause}\``,
        causeEntry(state, cause).words,
        yesOrNo(isActionable(state, cause)),
        actorWords(whoActs(state, cause)),
      ]);
      expect(found).toEqual(expected);
    });

    test('uses no name that is neither a state nor a cause', () => {
      const named = [...page.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name = '']) => name);
      expect(named.filter((name) => !knownWords.has(name))).toEqual([]);
    });

    test('a cause named beside another state is one of that state', () => {
      const pairs = [...page.matchAll(/`([a-z_]+)`,\s+cause\s+`([a-z_]+)`/g)];
      const wrong = pairs.filter(
        ([, other = '', cause = '']) =>
          !STATE_ORDER.some(
            (each) => each === other && Object.hasOwn(stateEntry(each).causes, cause),
          ),
      );
      expect(wrong.map(([text]) => text)).toEqual([]);
    });
  },
);

test('the README lists the states in their order', () => {
  const rows = rowsOf(read('README.md').replaceAll(/^\| \d+ /gm, ''));
  expect(rows).toEqual(
    STATE_ORDER.map((state) => {
      const entry = stateEntry(state);
      return [
        `[\`${state}\`](${state}.md)`,
        entry.title,
        entry.for.map((type) => TYPE_WORDS[type]).join(', '),
        yesOrNo(entry.isActionable),
        actorWords(entry.whoActs),
      ];
    }),
  );
});

test('page and README give the same place in the order, and no place is left out', () => {
  const places = [...read('README.md').matchAll(/^\| (\d+) \| \[`([a-z_]+)`\]/gm)].map(
    ([, place = '', state = '']) => ({ place, state }),
  );
  for (const { place, state } of places) {
    const head = rowsOf(read(`${state}.md`))[0];
    expect(head?.at(-1), state).toBe(place);
  }
  const distinct = [...new Set(places.map(({ place }) => Number(place)))];
  expect(distinct).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
});
