/** Every page of a workspace, in the order of the navigation. */
export const PAGES = ['audit', 'findings', 'check', 'connect', 'settings', 'calls'] as const;
export type PageName = (typeof PAGES)[number];

/** What an address shows. */
export interface Place {
  /** Null is the start page. */
  readonly workspace: string | null;
  readonly page: PageName;
  /** What follows the page's name: a run's id. */
  readonly rest: string | null;
}

/** The address of a workspace's page, inside the page's own hash. */
export function pathTo(workspace: string, page: PageName, rest = ''): string {
  return `/w/${encodeURIComponent(workspace)}/${page}${rest}`;
}

/** The other way round; an unknown address is the start page, an unknown page the first one. */
export function placeOf(address: string): Place {
  const [, root, workspace, page, rest] = address.split('/').map(decoded);
  if (root !== 'w' || workspace === undefined || workspace === '') {
    return { workspace: null, page: 'audit', rest: null };
  }
  const known = PAGES.find((name) => name === page) ?? 'audit';
  return { workspace, page: known, rest: rest === undefined || rest === '' ? null : rest };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
