import type { Block, Chapter, Parts } from '../../../contract/guide.ts';

/** A part of a chapter that can be found: what stands under one heading. */
export interface Section {
  readonly chapter: string;
  readonly chapterTitle: string;
  /** Null is the chapter's beginning. */
  readonly id: string | null;
  readonly title: string;
  readonly text: string;
}

export interface Hit extends Section {
  /** Words around the first place, with … where something is left out. */
  readonly snippet: string;
}

const AROUND = 90;

/** Every section of the chapters, in their order. */
export function sectionsOf(chapters: readonly (Chapter & { readonly id: string })[]): Section[] {
  return chapters.flatMap(({ id: chapter, title: chapterTitle, blocks }) => {
    const starts = [
      0,
      ...blocks.flatMap(({ kind }, at) => (kind === 'heading' && at > 0 ? [at] : [])),
    ];
    return starts.map((start, at) => {
      const own = blocks.slice(start, starts[at + 1]);
      const [head] = own;
      return {
        chapter,
        chapterTitle,
        id: head?.kind === 'heading' ? head.id : null,
        title: head?.kind === 'heading' ? textOf(head.parts) : chapterTitle,
        text: own.map(textOfBlock).join(' '),
      };
    });
  });
}

/** From so many words on it is taken for a sentence that Tieout has shown. */
const WORDS_OF_SENTENCE = 6;
/** Of a sentence's pairs of neighbours so many must be there: others are torn apart by what is somebody's own. */
const LEAST_PAIRS = 0.4;

/**
 * Sections that have all words of a text, whatever their case and marks, those that fit best first. A sentence is found as it
 * was shown, though the guide has … for what is somebody's own in it.
 */
export function findSections(sections: readonly Section[], text: string): Hit[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const pairs = words.slice(1).map((word, at) => ` ${words[at] ?? ''} ${word} `);
  return sections
    .map((section) => ({ section, fit: fitOf(section, words, pairs) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ section }) => ({ ...section, snippet: snippetOf(section.text, text, words) }));
}

/** 0 if it is not what was looked for. */
function fitOf(section: Section, words: readonly string[], pairs: readonly string[]): number {
  const [title, text] = [spaced(section.title), spaced(`${section.title} ${section.text}`)];
  const share =
    pairs.length === 0 ? 1 : pairs.filter((pair) => text.includes(pair)).length / pairs.length;
  if (words.length >= WORDS_OF_SENTENCE) return share >= LEAST_PAIRS ? share : 0;
  // Of a word that is still being typed the beginning is enough.
  if (!words.every((word) => text.includes(` ${word}`))) return 0;
  return 1 + share + (words.every((word) => title.includes(` ${word}`)) ? 2 : 0);
}

function snippetOf(text: string, asked: string, words: readonly string[]): string {
  const low = text.toLowerCase();
  const places = [asked.trim().toLowerCase(), ...words].map((part) => low.indexOf(part));
  const at = places.find((place) => place >= 0) ?? 0;
  const from = at <= AROUND ? 0 : text.lastIndexOf(' ', at - AROUND / 2) + 1;
  const to = Math.min(text.length, from + 2 * AROUND);
  const end = to === text.length ? to : Math.max(text.lastIndexOf(' ', to), from);
  return `${from > 0 ? '… ' : ''}${text.slice(from, end)}${end < text.length ? ' …' : ''}`;
}

/** Letters and digits alone; "can't" and "can’t" are one word. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words between spaces, so that whole ones can be looked for. */
function spaced(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return textOf(block.parts);
    case 'list':
      return block.items.map((item) => item.map(textOfBlock).join(' ')).join(' ');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(textOf).join(' ')).join(' ');
    case 'code':
      return block.text;
    case 'picture':
      return block.words;
  }
}

/** The text alone of what is marked. */
export function textOf(parts: Parts): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.kind === 'code' ? part.text : textOf(part.parts);
    })
    .join('');
}
