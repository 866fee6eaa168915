import type { Chapter } from '../../../contract/guide.ts';
import { STATE_ORDER } from '../../../core/model/states.ts';

/** A chapter with where it stands: in an address, and in docs/. */
export interface PlacedChapter extends Chapter {
  readonly id: string;
  /** Below docs/, such as "states/excluded.md": what links between chapters say. */
  readonly path: string;
  readonly group: 'guide' | 'states';
}

/** In the order in which they are read; what is not named here would follow at the end. */
const ORDER = [
  'guide',
  'first-audit',
  'reading-a-finding',
  'migration-sweep',
  'daily',
  'webhooks',
  'command-line',
  'privacy-and-security',
  'troubleshooting',
  'workbook',
  'states',
  ...STATE_ORDER,
];

const FOUND = import.meta.glob<Chapter>(
  [
    '../../../../docs/user-guide/*.md',
    '../../../../docs/user-guide/workbook/*.md',
    '../../../../docs/states/*.md',
  ],
  { eager: true, import: 'default' },
);

/** Every chapter of the guide. They come with the page's own part of the bundle, wanted only here. */
export const CHAPTERS: readonly PlacedChapter[] = Object.entries(FOUND)
  .map(([file, chapter]) => placed(file.replace(/^.*\/docs\//, ''), chapter))
  .toSorted((a, b) => rank(a.id) - rank(b.id));

function placed(path: string, chapter: Chapter): PlacedChapter {
  return {
    ...chapter,
    path,
    id: idOf(path),
    group: path.startsWith('states/') ? 'states' : 'guide',
  };
}

/** "user-guide/daily.md": daily. A folder's README has the folder's name. */
function idOf(path: string): string {
  const [file = '', folder = ''] = path.split('/').toReversed();
  const name = file.replace(/\.md$/, '');
  return name === 'README' ? folder.replace('user-', '') : name;
}

function rank(id: string): number {
  const at = ORDER.indexOf(id);
  return at === -1 ? ORDER.length : at;
}
