import { helpPath } from '../../shell/routes.ts';
import type { PlacedChapter } from './chapters.ts';

/** What an address of the guide shows. */
export interface GuidePlace {
  readonly chapter: string;
  readonly section: string | null;
}

const FIRST = 'guide';

/** The other way round of `helpPath`: "daily~alerts". */
export function guidePlaceOf(rest: string | null): GuidePlace {
  const [chapter = '', section = ''] = (rest ?? '').split('~');
  return { chapter: chapter === '' ? FIRST : chapter, section: section === '' ? null : section };
}

/**
 * Where a link of a chapter leads inside the page; null for what the page doesn't have, such as a decision.
 * @param to as the Markdown says it: "daily.md#alerts", "../states/README.md", "#not-verified"
 */
export function addressOfLink(
  to: string,
  from: Pick<PlacedChapter, 'path' | 'id'>,
  chapters: readonly Pick<PlacedChapter, 'path' | 'id'>[],
  workspace: string | null,
): string | null {
  if (/^[a-z]+:/i.test(to)) return null;
  const [file = '', section = ''] = to.split('#');
  const path = file === '' ? from.path : resolved(file, from.path);
  const chapter = chapters.find((each) => each.path === path);
  return chapter === undefined ? null : `#${helpPath(workspace, chapter.id, section)}`;
}

/** Both are paths below docs/. */
function resolved(file: string, from: string): string {
  return new URL(file, `https://docs.invalid/${from}`).pathname.slice(1);
}
