import type { WorkspaceSummary } from '../../contract/workspaces.ts';

/** Every page of a workspace, in the order of the navigation. */
export const PAGES = [
  'overview',
  'audit',
  'findings',
  'tie-out',
  'check',
  'live',
  'schedule',
  'connect',
  'settings',
  'decisions',
  'calls',
  'help',
] as const;
export type PageName = (typeof PAGES)[number];

/** What an address shows. */
export interface Place {
  /** Null is the start page, or the guide by itself. */
  readonly workspace: string | null;
  readonly page: PageName;
  /** What follows the page's name: a run's id, a chapter of the guide. */
  readonly rest: string | null;
}

/** The address of a workspace's page, inside the page's own hash. */
export function pathTo(workspace: string, page: PageName, rest = ''): string {
  return `/w/${encodeURIComponent(workspace)}/${page}${rest}`;
}

/** The address of a chapter of the guide: beside the pages of a workspace, or by itself. The first one without a name. */
export function helpPath(workspace: string | null, chapter = '', section = ''): string {
  const rest = `${chapter === '' ? '' : `/${chapter}`}${section === '' ? '' : `~${section}`}`;
  return workspace === null ? `/help${rest}` : pathTo(workspace, 'help', rest);
}

/** The other way round; an unknown address is the start page, an unknown page the first one. */
export function placeOf(address: string): Place {
  const [, root, workspace, page, rest] = address.split('/').map(decoded);
  if (root === 'help') return { workspace: null, page: 'help', rest: workspace ?? null };
  if (root !== 'w' || workspace === undefined || workspace === '') {
    return { workspace: null, page: 'overview', rest: null };
  }
  const known = PAGES.find((name) => name === page) ?? 'overview';
  return { workspace, page: known, rest: rest === undefined || rest === '' ? null : rest };
}

/** Where one goes on with a workspace: to what is known of it, or to the audit that is to be made or gone on with. */
export function landingPath({ name, lastRun }: Pick<WorkspaceSummary, 'name' | 'lastRun'>): string {
  return pathTo(name, lastRun?.state === 'finished' ? 'overview' : 'audit');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
