import type { LoggedRequest } from '../../src/sandbox/index.ts';

/** What a run asked of the products. */
export interface CallAccount {
  readonly total: number;
  /** By list: how many requests for one of its pages repeated an earlier one. */
  readonly repeats: ReadonlyMap<string, number>;
}

/**
 * Calls that one kill may cost: going on asks once whose organization it is; of each product one page, or up to four direct
 * reads, were under way and are lost; and a look-up of many that was cut short may be finished by up to three single ones.
 * The most that was seen is nine.
 */
export const CALLS_A_KILL = 12;

export function accountOf(requests: readonly LoggedRequest[]): CallAccount {
  const asked = new Set<string>();
  const repeats = new Map<string, number>();
  for (const { product, path, asked: what, callKind } of requests) {
    if (callKind !== 'list') continue;
    const list = `${product} ${path.split('?')[0]}`;
    const place = `${list} ${what}`;
    if (asked.has(place)) repeats.set(list, (repeats.get(list) ?? 0) + 1);
    asked.add(place);
  }
  return { total: requests.length, repeats };
}

/** What a killed run asked for beyond what its kills excuse. */
export function excesses(whole: CallAccount, killed: CallAccount, kills: number): string[] {
  const found: string[] = [];
  for (const [list, repeats] of killed.repeats) {
    const own = whole.repeats.get(list) ?? 0;
    if (repeats - own > kills)
      found.push(`${list}: ${repeats - own} pages were read again for ${kills} kills`);
  }
  const most = whole.total + kills * CALLS_A_KILL;
  if (killed.total > most)
    found.push(`${killed.total} calls; ${whole.total} undisturbed, ${most} for ${kills} kills`);
  return found;
}
