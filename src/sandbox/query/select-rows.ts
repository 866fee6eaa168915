import { draw, STREAM } from '../seeded-draw.ts';
import { textOf } from '../wire-record.ts';
import type { Table } from '../world/table.ts';
import type { Groups } from './conditions.ts';
import { matchesGroups } from './conditions.ts';
import type { QueryClock } from './date-values.ts';
import { idRangeOf, outerRange, plainRange, withoutIdRange } from './id-range.ts';
import { IdList } from './id-list.ts';
import { KeptIds } from './kept-ids.ts';
import { PageRows } from './page-rows.ts';

const MOST_KEPT = { lists: 8, ids: 4_000_000 };
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

type Ids = IdList | readonly number[];

export interface Rows {
  rows: PageRows;
  total: number;
}

/**
 * Answers queries on one table. Keyset pages and look-ups by id or index cost what they return; other conditions scan the
 * table once, for all pages of a keyset read, and keep the matching ids until the table changes.
 */
export class RowSelector {
  readonly #table: Table;
  readonly #seed: number;
  readonly #kept = new KeptIds<Ids>(MOST_KEPT);
  #keptVersion = -1;

  constructor(table: Table, seed: number) {
    this.#table = table;
    this.#seed = seed;
  }

  async select(selection: Selection, clock: QueryClock): Promise<Rows> {
    const { groups, sortBy, skip, take, descending } = selection;
    const isById = sortBy === 'id';
    const plain = plainRange(groups);
    if (plain !== undefined && isById) return this.#selectRange(selection, plain.from, plain.to);
    const { range, rest } = isById ? withoutIdRange(groups) : { range: undefined, rest: groups };
    const ids = await this.#orderedIds({ ...selection, groups: rest }, clock);
    const low = range === undefined ? 0 : countUpTo(ids, Math.ceil(range.from) - 1);
    const high = range === undefined ? ids.length : countUpTo(ids, range.to);
    const { first, count, total } = placeOfPage(low, high - low, { skip, take, descending });
    const page = Array.from({ length: count }, (_, place) => ids.at(first + place) ?? NaN);
    return { rows: this.#records(descending ? page.reverse() : page), total };
  }

  #selectRange(selection: Selection, from: number, to: number): Rows {
    const { includeArchived, descending } = selection;
    const low = this.#table.rank(from - 1, includeArchived);
    const listed = this.#table.rank(to, includeArchived) - low;
    const { first, count, total } = placeOfPage(low, listed, selection);
    const ids: number[] = [];
    let id = count > 0 ? this.#table.idAt(first, includeArchived) : undefined;
    while (id !== undefined && ids.length < count) {
      ids.push(id);
      id = this.#table.next(id, includeArchived);
    }
    return { rows: this.#records(descending ? ids.reverse() : ids), total };
  }

  async #orderedIds(selection: Selection, clock: QueryClock): Promise<Ids> {
    const { groups, includeArchived, sortBy } = selection;
    const find = async (): Promise<Ids> => {
      const ids = await this.#matchingIds(groups, includeArchived, clock, candidates);
      return sortBy === 'id' ? ids : this.#sort(ids, sortBy);
    };
    const candidates = plainRange(groups) === undefined ? this.#candidates(groups) : undefined;
    if (candidates !== undefined) return find();
    if (this.#keptVersion !== this.#table.version) this.#kept.clear();
    this.#keptVersion = this.#table.version;
    return this.#kept.get(JSON.stringify([includeArchived, sortBy, groups, clock.nowMs]), find);
  }

  /** The listed ids that match, of the candidates if there are any. */
  async #matchingIds(
    groups: Groups,
    includeArchived: boolean,
    clock: QueryClock,
    candidates: number[] | undefined,
  ): Promise<Ids> {
    const members = [...new Set(groups.flat().map(({ parameter }) => parameter.member))];
    const isCheap = this.#table.hasPart(members);
    const isMatch = (id: number): boolean => {
      const record = isCheap ? this.#table.part(id, members) : this.#table.get(id);
      return record !== undefined && matchesGroups(record, groups, clock);
    };
    if (candidates !== undefined)
      return candidates.filter((id) => this.#table.isListed(id, includeArchived) && isMatch(id));
    const plain = plainRange(groups);
    const { from, to } = plain ?? outerRange(groups);
    const ids = new IdList();
    let seen = 0;
    for (
      let id = this.#table.next(from - 1, includeArchived);
      id !== undefined && id <= to;
      id = this.#table.next(id, includeArchived)
    ) {
      if (plain !== undefined || isMatch(id)) ids.push(id);
      seen += 1;
      if (seen % ROWS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return ids;
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

  #sort(ids: Ids, sortBy: string): number[] {
    if (sortBy === 'scrambled')
      return this.#sortByKey(ids, (id) => draw(this.#seed, STREAM.order, id));
    return this.#sortByKey(ids, (id) => this.#table.get(id)?.[sortBy]);
  }

  #sortByKey(ids: Ids, keyOf: (id: number) => unknown): number[] {
    const keyed = Array.from({ length: ids.length }, (_, place) => {
      const id = ids.at(place) ?? NaN;
      return { id, key: keyOf(id) };
    });
    keyed.sort((a, b) => compareKeys(a.key, b.key) || a.id - b.id);
    return keyed.map(({ id }) => id);
  }

  /** What was removed while others were looked at is left out. */
  #records(ids: readonly number[]): PageRows {
    const listed = ids.filter((id) => this.#table.isListed(id, true));
    return new PageRows(listed.length, (place) => this.#table.get(listed[place] ?? NaN) ?? {});
  }
}

/** Where a page of a list lies that begins at `low`: its first place counted from the front, also of a list read backwards. */
function placeOfPage(
  low: number,
  listed: number,
  { skip, take, descending }: Pick<Selection, 'skip' | 'take' | 'descending'>,
): { first: number; count: number; total: number } {
  const total = Math.max(0, listed);
  const count = Math.max(0, Math.min(take, total - skip));
  return { first: descending ? low + total - skip - count : low + skip, count, total };
}

/** How many of these rising ids are at most this one. */
function countUpTo(ids: Ids, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids.at(middle) ?? Infinity) <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
