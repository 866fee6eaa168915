import type { Contender } from './contender.ts';
import { crmRows, donorRows, raiseRows, type SideRow } from './rows.ts';

interface InMemory {
  readonly contacts: ReadonlyMap<number, number>;
  readonly raise: readonly SideRow[];
  readonly crm: readonly SideRow[];
}

/** What one would write first: all rows in memory, one side in a Map, the other looked up in it. */
export const mapJoin: Contender<InMemory> = {
  prepare: (capture) => ({
    contacts: new Map(donorRows(capture)),
    raise: [...raiseRows(capture)],
    crm: [...crmRows(capture)],
  }),
  match: ({ contacts, raise, crm }) => joinByMap(contacts, raise, crm).map(String),
};

/** The Raise ids that need a closer look, rising, and those that only CRM+ names. */
export function joinByMap(
  contacts: ReadonlyMap<number, number>,
  raise: readonly SideRow[],
  crm: readonly SideRow[],
): number[] {
  const byRef = new Map<number, SideRow>();
  const several = new Set<number>();
  for (const row of crm) {
    if (byRef.has(row[0])) several.add(row[0]);
    byRef.set(row[0], row);
  }
  const suspects: number[] = [];
  for (const [id, donor, amount, currency, day, split] of raise) {
    const pair = byRef.get(id);
    byRef.delete(id);
    const isPlain =
      pair !== undefined &&
      !several.has(id) &&
      pair[1] === contacts.get(donor ?? -1) &&
      pair[2] === amount &&
      pair[3] === currency &&
      Math.abs(pair[4] - day) <= 1 &&
      pair[5] === split;
    if (!isPlain) suspects.push(id);
  }
  return [...suspects.sort((a, b) => a - b), ...byRef.keys()];
}
