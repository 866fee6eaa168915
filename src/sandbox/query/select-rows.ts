import { draw, STREAM } from '../seeded-draw.ts';
import type { WireRecord } from '../wire-record.ts';
import { textOf } from '../wire-record.ts';
import type { Table } from '../world/table.ts';
import type { Groups } from './conditions.ts';
import { matchesGroups } from './conditions.ts';
import type { QueryClock } from './date-values.ts';
import { idRangeOf, plainRange } from './id-range.ts';

const CACHED = 8;
const ROWS_PER_TURN = 5_000;

export interface Selection {
  groups: Groups;
  includeArchived: boolean;
  /** The member to sort by; 'id' is the table's own order, 'scrambled' a stable order that is none. */
  sortBy: string;
  descending: boolean;
  skip: number;
  take: number;
}

export interface Rows {
  rows: WireRecord[];
  total: number;
}

/**
 * Answers queries on one table. Keyset pages and look-ups by id or index cost what they return; other conditions scan the
 * table once and keep the matching ids until the table changes.
 */
export class RowSelector {
  readonly #table: Table;
  readonly #seed: number;
  readonly #cache = new Map<string, number[]>();
  #cacheVersion = -1;

  constructor(table: Table, seed: number) {
    this.#table = table;
    this.#seed = seed;
  }

  async select(selection: Selection, clock: QueryClock): Promise<Rows> {
    const range = plainRange(selection.groups);
    if (range !== undefined && selection.sortBy === 'id')
      return this.#selectRange(selection, range.from, range.to);
    const ids = await this.#orderedIds(selection, clock);
    const page = selection.descending ? ids.toReversed() : ids;
    return {
      rows: this.#records(page.slice(selection.skip, selection.skip + selection.take)),
      total: ids.length,
    };
  }

  #selectRange(
    { skip, take, includeArchived, descending }: Selection,
    from: number,
    to: number,
  ): Rows {
    const low = this.#table.rank(from - 1, includeArchived);
    const total = Math.max(0, this.#table.rank(to, includeArchived) - low);
    const count = Math.max(0, Math.min(take, total - skip));
    const first = descending ? low + total - skip - count : low + skip;
    const ids: number[] = [];
    let id = count > 0 ? this.#table.idAt(first, includeArchived) : undefined;
    while (id !== undefined && ids.length < count) {
      ids.push(id);
      id = this.#table.next(id, includeArchived);
    }
    return { rows: this.#records(descending ? ids.reverse() : ids), total };
  }

  async #orderedIds(selection: Selection, clock: QueryClock): Promise<number[]> {
    const { groups, includeArchived, sortBy } = selection;
    if (this.#cacheVersion !== this.#table.version) this.#cache.clear();
    this.#cacheVersion = this.#table.version;
    const key = JSON.stringify([includeArchived, sortBy, groups, clock.nowMs]);
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const ids = await this.#matchingIds(groups, includeArchived, clock);
    const ordered = sortBy === 'id' ? ids : this.#sort(ids, sortBy);
    const oldest = this.#cache.keys().next();
    if (this.#cache.size >= CACHED && oldest.done !== true) this.#cache.delete(oldest.value);
    this.#cache.set(key, ordered);
    return ordered;
  }

  async #matchingIds(
    groups: Groups,
    includeArchived: boolean,
    clock: QueryClock,
  ): Promise<number[]> {
    const range = plainRange(groups);
    const candidates = range === undefined ? this.#candidates(groups) : undefined;
    const ids: number[] = [];
    if (candidates !== undefined) {
      for (const id of candidates)
        if (this.#isMatch(id, groups, includeArchived, clock)) ids.push(id);
      return ids;
    }
    const ranges = groups.map(idRangeOf);
    const from = range?.from ?? Math.min(...ranges.map((each) => each.from));
    const to = range?.to ?? Math.max(...ranges.map((each) => each.to));
    let seen = 0;
    for (
      let id = this.#table.next(from - 1, includeArchived);
      id !== undefined && id <= to;
      id = this.#table.next(id, includeArchived)
    ) {
      if (range !== undefined || this.#isMatch(id, groups, includeArchived, clock)) ids.push(id);
      seen += 1;
      if (seen % ROWS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return ids;
  }

  #isMatch(id: number, groups: Groups, includeArchived: boolean, clock: QueryClock): boolean {
    if (!this.#table.isListed(id, includeArchived)) return false;
    const record = this.#table.get(id);
    return record !== undefined && matchesGroups(record, groups, clock);
  }

  /** Ids that can match, if every group names its ids or an indexed value; ascending. */
  #candidates(groups: Groups): number[] | undefined {
    const found = new Set<number>();
    for (const group of groups) {
      const ids = idRangeOf(group).ids ?? this.#indexedIds(group);
      if (ids === undefined) return undefined;
      for (const id of ids) found.add(id);
    }
    return [...found].sort((a, b) => a - b);
  }

  #indexedIds(group: Groups[number]): number[] | undefined {
    for (const { parameter, operator, value, values } of group) {
      if (parameter.indexed === undefined || !['Is', 'In', 'IsAnyOf'].includes(operator)) continue;
      const lists = (values.length > 0 ? values : [value]).map((each) =>
        this.#table.candidates(parameter.indexed ?? '', String(each)),
      );
      if (lists.every((list) => list !== undefined)) return lists.flat();
    }
    return undefined;
  }

  #sort(ids: number[], sortBy: string): number[] {
    if (sortBy === 'scrambled')
      return this.#sortByKey(ids, (id) => draw(this.#seed, STREAM.order, id));
    return this.#sortByKey(ids, (id) => this.#table.get(id)?.[sortBy]);
  }

  #sortByKey(ids: number[], keyOf: (id: number) => unknown): number[] {
    const keyed = ids.map((id) => ({ id, key: keyOf(id) }));
    keyed.sort((a, b) => compareKeys(a.key, b.key) || a.id - b.id);
    return keyed.map(({ id }) => id);
  }

  #records(ids: readonly number[]): WireRecord[] {
    return ids.map((id) => this.#table.get(id)).filter((record) => record !== undefined);
  }
}

function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
