import type { ProjectShare } from './records.ts';

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

function projectKey(name: string | null): string | null {
  if (name === null) return null;
  const key = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  return key === '' ? null : key;
}
