import { formatNumber } from './format.ts';

/** Words of the guide's page. Its chapters are docs/user-guide and docs/states. */
export const helpWords = {
  title: 'Help',
  open: 'Help: the user’s guide',
  loading: 'Loading the guide',
  chapters: 'Chapters',
  groups: { guide: 'User’s guide', states: 'What each state means' },
  chapter: 'Chapter',
  onThisPage: 'In this chapter',
  search: 'Search the guide',
  searchHint: 'A word, or a sentence shown',
  clearSearch: 'Clear the search',
  found: (places: number) =>
    places === 1 ? 'Found in one place' : `Found in ${formatNumber(places)} places`,
  most: (shown: number) => `The first ${formatNumber(shown)} are shown: add a word.`,
  nothing: (text: string) =>
    `Nothing in the guide has all of “${text}”. Try fewer words, or leave out what is yours, such as a number or an address.`,
  of: (chapter: string, section: string) => `${chapter}: ${section}`,
  unknown: 'There is no such chapter. These are all:',
  allWorkspaces: 'All workspaces',
  whatToDo: 'What this means',
} as const;
