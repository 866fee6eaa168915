import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { readChapter } from '../../scripts/guide-chapters.mjs';
import { addressOfLink, guidePlaceOf } from '../../src/renderer/pages/help/addresses.ts';
import { findSections, sectionsOf } from '../../src/renderer/pages/help/search.ts';
import { helpPath, placeOf } from '../../src/renderer/shell/routes.ts';

const FOLDER = join(rootFolder, 'docs/user-guide');
const CHAPTERS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({
    id: name === 'README.md' ? 'guide' : name.replace('.md', ''),
    path: `user-guide/${name}`,
    ...readChapter(readFileSync(join(FOLDER, name), 'utf8')),
  }));
const SECTIONS = sectionsOf(CHAPTERS);
const first = (text: string): string | undefined => {
  const [hit] = findSections(SECTIONS, text);
  return hit && `${hit.chapter}~${hit.id ?? ''}`;
};

describe('searching the guide', () => {
  test.each([
    ['Raise refused the token: sign in again.', 'troubleshooting~sign-in-refused'],
    [
      '“CRM+ refused the token: sign in again. What was read is kept.”',
      'troubleshooting~sign-in-refused',
    ],
    [
      'Workspace Human Fund is being audited by the command line (process 4711 on desk, since 2026-11-29 10:00 UTC): its results can be read, but nothing can be changed until it ends.',
      'troubleshooting~in-use',
    ],
    ['The disk is full, audit.xlsx was not written: free some space', 'troubleshooting~storage'],
    ["raise and crm+ can't be asked now", 'troubleshooting~offline'],
    ['deleting a customer', 'privacy-and-security~deleting-a-customer'],
    ['MIGRATION sweep', 'migration-sweep~'],
    ['not verif', 'troubleshooting~not-verified'],
  ])('%s', (text, place) => {
    expect(first(text)).toBe(place);
  });

  test('of a few words, each has to be there', () => {
    expect(findSections(SECTIONS, 'sandbox zebra')).toEqual([]);
    expect(findSections(SECTIONS, '  ')).toEqual([]);
  });

  test('a snippet is of the text, around what was found', () => {
    for (const hit of findSections(SECTIONS, 'quota')) {
      expect(hit.snippet.toLowerCase()).toContain('quota');
      expect(hit.snippet.length).toBeLessThan(200);
    }
  });

  test('each section is found by its own beginning', () => {
    const lost = SECTIONS.filter(({ text }) => {
      const words = text.split(/\s+/).slice(0, 12).join(' ');
      return !findSections(SECTIONS, words).some((hit) => hit.text === text);
    });
    expect(lost.map(({ title }) => title)).toEqual([]);
  });
});

describe('addresses of the guide', () => {
  test.each([
    [null, '', ''],
    [null, 'daily', 'alerts'],
    ['Hope & Co', 'crm_unreachable', ''],
    ['Hope & Co', 'troubleshooting', 'in-use'],
  ])('of %s, %s, %s lead back', (workspace, chapter, section) => {
    const place = placeOf(helpPath(workspace, chapter, section));
    expect(place).toMatchObject({ workspace, page: 'help' });
    expect(guidePlaceOf(place.rest)).toEqual({
      chapter: chapter === '' ? 'guide' : chapter,
      section: section === '' ? null : section,
    });
  });

  test.each([
    ['webhooks.md', '#/w/A/help/webhooks'],
    ['daily.md#alerts', '#/w/A/help/daily~alerts'],
    ['#metrics', '#/w/A/help/daily~metrics'],
    ['../decisions/0012-daily-backstop.md', null],
    ['javascript:alert(1)', null],
    ['https://example.org/', null],
  ])('a link to %s', (to, address) => {
    const daily = CHAPTERS.find(({ id }) => id === 'daily');
    expect(daily && addressOfLink(to, daily, CHAPTERS, 'A')).toBe(address);
  });
});
