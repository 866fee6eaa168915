import type { WireRecord } from '../wire-record.ts';
import { textOf } from '../wire-record.ts';
import { SortedIds } from './sorted-ids.ts';

/** Records that are computed from their number: `idAt` rises with the position. */
export interface BaseRows {
  readonly count: number;
  idAt(position: number): number;
  /** How many rows have an id less than or equal to this one. */
  rank(id: number): number;
  has(id: number): boolean;
  build(id: number): WireRecord;
  /** Members that hold dates, each far cheaper than the whole record: a filter by date looks at every row. */
  readonly dates?: { readonly members: readonly string[]; at(id: number, member: string): string };
}

export const NO_ROWS: BaseRows = {
  count: 0,
  idAt: () => Infinity,
  rank: () => 0,
  has: () => false,
  build: () => ({}),
};

/** Ids of records by a member's value, for look-ups that must not scan; undefined: not indexed. */
export type Candidates = (member: string, value: string) => number[] | undefined;

/**
 * The rows of one resource: computed base rows under a small overlay of added, replaced, removed, archived and
 * merged ones. Merged contacts can be read by id and are never listed; archived ones are listed on request.
 */
export class Table {
  readonly base: BaseRows;
  readonly #overlay = new Map<number, WireRecord>();
  readonly #extras = new SortedIds();
  readonly #unlisted = new SortedIds();
  readonly #archived = new SortedIds();
  readonly #deleted = new Set<number>();
  readonly #baseCandidates: Candidates;
  readonly #indexed: readonly string[];
  readonly #index = new Map<string, number[]>();
  /** Rises with every change; cached selections are dropped by it. */
  version = 0;

  constructor(
    base: BaseRows = NO_ROWS,
    indexed: readonly string[] = [],
    baseCandidates: Candidates = () => [],
  ) {
    this.base = base;
    this.#indexed = indexed;
    this.#baseCandidates = baseCandidates;
  }

  /** How many rows a listing holds. */
  size(includeArchived: boolean): number {
    return this.rank(Infinity, includeArchived);
  }

  /** How many listed rows have an id less than or equal to this one. */
  rank(id: number, includeArchived: boolean): number {
    const all = this.base.rank(id) + this.#extras.rank(id) - this.#unlisted.rank(id);
    return includeArchived ? all : all - this.#archived.rank(id);
  }

  get(id: number): WireRecord | undefined {
    if (this.#deleted.has(id)) return undefined;
    return this.#overlay.get(id) ?? (this.base.has(id) ? this.base.build(id) : undefined);
  }

  /** Whether `part` need not make whole records for these members. */
  hasPart(members: readonly (string | undefined)[]): members is string[] {
    const { dates } = this.base;
    return dates !== undefined && members.every((name) => dates.members.includes(name ?? ''));
  }

  /** A record, or of a computed one these members alone, for conditions that ask for no others; see `hasPart`. */
  part(id: number, members: readonly string[]): WireRecord | undefined {
    const { dates } = this.base;
    if (dates === undefined || this.#overlay.has(id) || this.#deleted.has(id)) return this.get(id);
    const part: WireRecord = {};
    for (const member of members) part[member] = dates.at(id, member);
    return part;
  }

  isListed(id: number, includeArchived: boolean): boolean {
    if (this.#unlisted.has(id) || (!includeArchived && this.#archived.has(id))) return false;
    return this.#extras.has(id) || this.base.has(id);
  }

  /** The next listed id above this one, or undefined at the end. */
  next(id: number, includeArchived: boolean): number | undefined {
    let after = id;
    for (;;) {
      const baseRank = this.base.rank(after);
      const base = baseRank < this.base.count ? this.base.idAt(baseRank) : Infinity;
      const extra = this.#extras.at(this.#extras.rank(after)) ?? Infinity;
      after = Math.min(base, extra);
      if (after === Infinity) return undefined;
      if (!this.#unlisted.has(after) && (includeArchived || !this.#archived.has(after)))
        return after;
    }
  }

  /** The id at a position of the listing in id order. */
  idAt(position: number, includeArchived: boolean): number | undefined {
    if (position < 0 || position >= this.size(includeArchived)) return undefined;
    let low = 0;
    let high = this.maxId();
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.rank(middle, includeArchived) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  maxId(): number {
    const base = this.base.count > 0 ? this.base.idAt(this.base.count - 1) : 0;
    return Math.max(base, this.#extras.at(this.#extras.size - 1) ?? 0);
  }

  /** Adds a record or replaces the one with its id; archived and merged ones are recognised by their members. */
  put(id: number, record: WireRecord): void {
    this.version += 1;
    this.#deleted.delete(id);
    this.#unindex(id);
    this.#overlay.set(id, record);
    if (!this.base.has(id)) this.#extras.add(id);
    toggle(this.#unlisted, id, typeof record['mergedIntoContactId'] === 'number');
    toggle(
      this.#archived,
      id,
      record['isArchived'] === true && !this.#unlisted.has(id) && 'contactType' in record,
    );
    for (const key of this.#indexKeys(record))
      this.#index.set(key, [...(this.#index.get(key) ?? []), id]);
  }

  remove(id: number): void {
    this.version += 1;
    this.#unindex(id);
    this.#overlay.delete(id);
    this.#archived.delete(id);
    if (this.base.has(id)) {
      this.#deleted.add(id);
      this.#unlisted.add(id);
    } else {
      this.#extras.delete(id);
      this.#unlisted.delete(id);
    }
  }

  /** Ids of records that may carry this value in an indexed member (checked by the caller), else undefined. */
  candidates(member: string, value: string): number[] | undefined {
    if (!this.#indexed.includes(member)) return undefined;
    const base = this.#baseCandidates(member, value);
    if (base === undefined) return undefined;
    return [...new Set([...base, ...(this.#index.get(indexKey(member, value)) ?? [])])].sort(
      (a, b) => a - b,
    );
  }

  #indexKeys(record: WireRecord): string[] {
    return this.#indexed.flatMap((member) =>
      valuesOf(record, member).map((value) => indexKey(member, value)),
    );
  }

  #unindex(id: number): void {
    const old = this.#overlay.get(id);
    if (old === undefined) return;
    for (const key of this.#indexKeys(old))
      this.#index.set(
        key,
        (this.#index.get(key) ?? []).filter((known) => known !== id),
      );
  }
}

/** The texts by which a record is found: a contact's references count as its `contactReferences`. */
function valuesOf(record: WireRecord, member: string): string[] {
  const value = record[member];
  if (Array.isArray(value))
    return value.map((entry: unknown) => textOf((entry as WireRecord | null)?.['id']));
  return value === null || value === undefined ? [] : [textOf(value)];
}

function indexKey(member: string, value: string): string {
  return `${member}\u0000${value.toLowerCase()}`;
}

function toggle(set: SortedIds, id: number, isMember: boolean): void {
  if (isMember) set.add(id);
  else set.delete(id);
}
