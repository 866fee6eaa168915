import type { SandboxOptions } from '../../src/sandbox/index.ts';

/** Quirks in combinations that the real services may show (docs/api-facts.md E, B7). */
export const QUIRK_COMBINATIONS: Readonly<Record<string, NonNullable<SandboxOptions['quirks']>>> = {
  'as documented': {},
  'small silent page caps, gifts with keys': {
    raisePageCap: 200,
    crmPageCap: 250,
    giftCrmKey: true,
  },
  'wrong totals, split gifts': { wrongTotal: 'both', splitGifts: true },
  'no order by id, list only': { sortIgnored: 'both', raiseQueryMissing: true },
  'filters ignored, other convention': {
    filterIgnored: 'both',
    linkSource: 'Raise',
    linkPrefix: '',
  },
  'no references on contacts, no archived flag, split': {
    crmWithoutReferences: true,
    isArchivedField: false,
    splitGifts: true,
    raisePageCap: 300,
  },
};
