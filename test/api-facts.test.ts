import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';

const read = (path: string): string => readFileSync(join(rootFolder, path), 'utf8');
const facts = read('docs/api-facts.md');
const sections = new Set(
  [...facts.matchAll(/^#{2,3} ([A-F]\d*)\. /gm)].map(([, name = '']) => name),
);
const sources = globSync('src/**/*.{ts,tsx}', { cwd: rootFolder });

/** "A3", or a whole part: "A". */
const SECTION = String.raw`[A-F]\d{0,2}\b`;
/** Sections after the page's name: "A6 (full and abbreviated gift), B2, B4"; a line may end in between. */
const CITATION = new RegExp(
  String.raw`docs/api-facts\.md[,:]?[\s*]+(?:part )?(${SECTION}(?:(?: \([^()]*\))?,[\s*]+${SECTION})*)`,
  'g',
);
/** Citations beside it, without the page's name: "(A3)", "(A4, A6, E14)", "(B5, an inference)". */
const SHORT = /\(([A-F]\d{1,2}(?:, [A-F]\d{1,2})*)[,;:)]/g;

function cited(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, list = '']) =>
    [...list.replace(/\([^()]*\)/g, '').matchAll(/\b[A-F]\d{0,2}\b/g)].map(([name]) => name),
  );
}

test('the page has sections', () => {
  expect([...sections]).toContain('A3');
  expect(sections.size).toBeGreaterThan(20);
});

test.each(sources.filter((path) => /docs\/api-facts\.md|\([A-F]\d{1,2}[,;:)]/.test(read(path))))(
  'citations in %s lead somewhere',
  (path) => {
    const text = read(path);
    const names = text.split('docs/api-facts.md').length - 1;
    const full = [...text.matchAll(CITATION)];
    expect(full.length, 'each mention of docs/api-facts.md names a section').toBe(names);
    const lost = [...cited(text, CITATION), ...cited(text, SHORT)].filter(
      (name) => !sections.has(name),
    );
    expect(lost, 'add the section to docs/api-facts.md, or cite another').toEqual([]);
  },
);

test('citations are found at all, several at once and over the end of a line too', () => {
  expect(cited('(docs/api-facts.md A6 (both forms), B2, B4 (projects))', CITATION)).toEqual([
    'A6',
    'B2',
    'B4',
  ]);
  expect(cited(' * docs/api-facts.md\n * A4), x (A2)', CITATION)).toEqual(['A4']);
  expect(cited('docs/api-facts.md part A', CITATION)).toEqual(['A']);
  expect(cited('(A4, A6, E14) and (B5, an inference)', SHORT)).toEqual(['A4', 'A6', 'E14', 'B5']);
});

test('each file that the page names exists', () => {
  const named = [...facts.matchAll(/`([a-z-]+\/[a-z/-]+\.ts)`/g)].map(([, path = '']) => path);
  const gone = named.filter((path) => !existsSync(join(rootFolder, 'src/core', path)));
  expect(named.length).toBeGreaterThan(50);
  expect(gone, 'the fact moved with its file: name the new one').toEqual([]);
});

test('each fact says how sure it is', () => {
  const words = ['observed', 'documented', 'third party', 'inference'];
  const rows = [...facts.matchAll(/^\| .+ \| (.+) \| .+ \| `.+` \|$/gm)];
  const vague = rows.filter(
    ([, confidence = '']) => !words.some((word) => confidence.startsWith(word)),
  );
  expect(rows.length).toBeGreaterThan(50);
  expect(vague.map(([row]) => row)).toEqual([]);
});

test('no confidence column is missing', () => {
  const body = facts.slice(facts.indexOf('\n## A. '), facts.indexOf('\n## E. '));
  const short = body
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.split(' | ').length !== 4);
  expect(short).toEqual([]);
});
