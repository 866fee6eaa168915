import { currentAddress } from './guarded-location.ts';
import { helpPath, placeOf, type PageName } from './routes.ts';

/** The chapter that tells of a page; a page without one leads to the list of chapters. */
const CHAPTER_OF: Readonly<Partial<Record<PageName, string>>> = {
  overview: 'first-audit',
  audit: 'first-audit',
  connect: 'first-audit',
  findings: 'reading-a-finding',
  check: 'reading-a-finding',
  decisions: 'reading-a-finding',
  'tie-out': 'migration-sweep',
  live: 'webhooks',
  schedule: 'daily',
  settings: 'privacy-and-security',
};

/** Where somebody who asks for help on the page that is shown is led. */
export function helpAddress(): string {
  const { workspace, page, rest } = placeOf(currentAddress());
  if (page === 'help') return helpPath(workspace, rest ?? '');
  return helpPath(workspace, workspace === null ? '' : CHAPTER_OF[page]);
}
