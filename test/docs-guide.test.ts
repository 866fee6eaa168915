import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';
import { headingId, readChapter } from '../scripts/guide-chapters.mjs';
import type { Block, Parts } from '../src/contract/guide.ts';

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...[
    'docs',
    'docs/user-guide',
    'docs/user-guide/workbook',
    'docs/states',
    'docs/decisions',
  ].flatMap((folder) =>
    readdirSync(join(rootFolder, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];
const CHAPTERS = DOCUMENTS.filter((path) => /^docs\/(?:user-guide|states)\//.test(path));
const read = (path: string): string => readFileSync(join(rootFolder, path), 'utf8');

/** Of text, not of code. */
const withoutCode = (markdown: string): string =>
  markdown
    .replaceAll(/^```[^]*?^```/gm, '')
    .replaceAll(/^ {4}.*$/gm, '')
    .replaceAll(/`[^`\n]+`/g, '');
const linksOf = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#{1,4} (.+)$/gm)].map(([, text = '']) => headingId(text));

describe.each(DOCUMENTS)('%s', (path) => {
  test('each link leads to something that is there', () => {
    const lost = linksOf(read(path)).filter((to) => {
      if (/^https?:/.test(to)) return false;
      const [file = '', section] = to.split('#');
      const target = file === '' ? join(rootFolder, path) : join(rootFolder, dirname(path), file);
      if (!existsSync(target)) return true;
      return section !== undefined && !headingsOf(readFileSync(target, 'utf8')).includes(section);
    });
    expect(lost).toEqual([]);
  });
});

describe.each(CHAPTERS)('the chapter %s', (path) => {
  const chapter = readChapter(read(path));

  test('is read whole: no word of it is lost on the way to the page', () => {
    const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const shown = words([chapter.title, ...chapter.blocks.map(textOf)].join(' '));
    const bare = read(path)
      .replaceAll(/\]\([^)]*\)/g, '] ')
      .replaceAll(/^\|[ :|-]+\|$/gm, '')
      .replaceAll(/^\d+\. /gm, '')
      .replaceAll(/^```\w*$/gm, '');
    expect(shown).toEqual(words(bare));
  });

  test('no two of its headings have one address', () => {
    const ids = chapter.blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('its pictures are there, light and dark', () => {
    const files = chapter.blocks.flatMap((block) =>
      block.kind === 'picture' ? [block.light, block.dark] : [],
    );
    const lost = files.filter(
      (file) => !existsSync(join(rootFolder, dirname(path), file.replace('file:', ''))),
    );
    expect(lost).toEqual([]);
  });
});

test('each chapter is in the list of its folder, so that whoever reads finds it', () => {
  for (const folder of ['docs/user-guide', 'docs/states', 'docs/decisions']) {
    const linked = linksOf(read(`${folder}/README.md`)).map((to) => to.split('#')[0] ?? '');
    const others = DOCUMENTS.filter((path) => dirname(path) === folder).map((path) =>
      relative(folder, path),
    );
    expect(others.filter((name) => name !== 'README.md' && !linked.includes(name))).toEqual([]);
  }
});

describe('what the page could not show is refused when it is built', () => {
  test.each([
    ['HTML', '# Title\n\n<script>alert(1)</script>'],
    ['HTML in a line', '# Title\n\nA <b onclick="x()">word</b>'],
    ['a picture in a line', '# Title\n\nA ![word](screens/a-light.png) more'],
    ['a picture without a dark twin', '# Title\n\n![word](screens/a.png)'],
    ['a chapter without a title', 'Text'],
    ['a quotation', '# Title\n\n> Text'],
  ])('%s', (_, markdown) => {
    expect(() => readChapter(markdown)).toThrow();
  });
});

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return partsText(block.parts);
    case 'list':
      return block.items.flat().map(textOf).join(' ');
    case 'table':
      return [block.head, ...block.rows].flat().map(partsText).join(' ');
    case 'code':
      return block.text;
    case 'picture':
      return block.words;
  }
}

function partsText(parts: Parts): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? part : part.kind === 'code' ? part.text : partsText(part.parts),
    )
    .join('');
}
