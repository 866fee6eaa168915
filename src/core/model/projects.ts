import type { CrmGift, ProjectShare, RaiseGift } from './records.ts';

const FEES =
  /^(processing|credit\s*card|card|transaction|donor[ -]*covered|covered)?\s*(fees?|costs?)(\s*covered)?$|^creditcardcosts$/i;

/** Whether a CRM+ designation is for the costs a donor covered (docs/api-facts.md B7: `CREDITCARDCOSTS`, "Processing Fees"). */
export function isFeeDesignation(name: string | null): boolean {
  return name !== null && FEES.test(name.trim());
}

/** Amounts by project, names compared without case, accents and spacing. Null if a share has no name or there is none. */
export function amountsByProject(shares: readonly ProjectShare[]): Map<string, number> | null {
  if (shares.length === 0) return null;
  const amounts = new Map<string, number>();
  for (const share of shares) {
    const name = projectKey(share.name);
    if (name === null) return null;
    amounts.set(name, (amounts.get(name) ?? 0) + share.amountMinor);
  }
  return amounts;
}

/** One text for a whole split, equal exactly if the splits are equal; null where it can't be compared. */
export function splitKey(shares: readonly ProjectShare[]): string | null {
  const amounts = amountsByProject(shares);
  if (amounts === null) return null;
  return JSON.stringify([...amounts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** A part of a gift's amount; `key` is null for what no project is named for. */
export interface KeyedShare {
  readonly key: string | null;
  /** The project as the product writes it. */
  readonly name: string | null;
  readonly amountMinor: number;
}

/** What donors paid on top for costs stands beside the projects: no project has this key. */
export const COSTS_KEY = '';
export const COSTS_NAME = 'Costs that donors covered';

/** A Raise gift's amount by project, to the last minor unit. What its shares don't name is its covered costs, or without a project. */
export function raiseShares(gift: RaiseGift): KeyedShare[] {
  const shares = gift.projects.map(asKeyed);
  const rest = gift.amountMinor - sumOf(shares);
  const isCosts = rest !== 0 && shares.length > 0 && rest === gift.donorPaidCostsMinor;
  return withRest(shares, isCosts ? costs(rest) : without(rest));
}

/** The same of a CRM+ gift. A reversal's designations may be told without its sign. */
export function crmShares(gift: CrmGift): KeyedShare[] {
  const told = gift.designations.map((share) =>
    isFeeDesignation(share.name) ? costs(share.amountMinor) : asKeyed(share),
  );
  const isUnsigned = gift.amountMinor < 0 && sumOf(told) === -gift.amountMinor;
  const shares = isUnsigned
    ? told.map((share) => ({ ...share, amountMinor: -share.amountMinor }))
    : told;
  return withRest(shares, without(gift.amountMinor - sumOf(shares)));
}

function withRest(shares: KeyedShare[], rest: KeyedShare): KeyedShare[] {
  return rest.amountMinor === 0 && shares.length > 0 ? shares : [...shares, rest];
}

function asKeyed(share: ProjectShare): KeyedShare {
  const key = projectKey(share.name);
  return { key, name: key === null ? null : share.name, amountMinor: share.amountMinor };
}

function costs(amountMinor: number): KeyedShare {
  return { key: COSTS_KEY, name: COSTS_NAME, amountMinor };
}

function without(amountMinor: number): KeyedShare {
  return { key: null, name: null, amountMinor };
}

function sumOf(shares: readonly KeyedShare[]): number {
  return shares.reduce((sum, share) => sum + share.amountMinor, 0);
}

const MOST_CACHED = 2000;
const keys = new Map<string, string | null>();

/** Worked out once for each name: projects are few, and every gift names some. */
function projectKey(name: string | null): string | null {
  if (name === null) return null;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  if (keys.size >= MOST_CACHED) keys.clear();
  keys.set(name, key === '' ? null : key);
  return key === '' ? null : key;
}
