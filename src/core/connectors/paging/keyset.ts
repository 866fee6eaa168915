import type { Cursor, StreamName, StreamPage } from '../connector.ts';
import type { Listing } from './page-memory.ts';
import type { PageSource } from './page-source.ts';
import { judgeKeysetPage } from './row-ids.ts';
import { poisonPage } from './poison.ts';
import type { Step } from './step.ts';

export type KeysetCursor = Extract<Cursor, { mode: 'keyset' }>;

/**
 * Pages by id: rows beyond the last id, sorted by id (docs/api-facts.md A3, E5). Believes neither: a page whose ids
 * don't rise, or that holds earlier ones, moves the read to pages by offset.
 */
export class KeysetReader<S extends StreamName> {
  readonly #source: PageSource<S>;
  /** A page with the condition on the id was as it should be. */
  #isProved = false;
  #hasLookedBeyond = false;

  constructor(source: PageSource<S>) {
    this.#source = source;
  }

  async step(cursor: KeysetCursor): Promise<Step<S>> {
    const first = await this.#ask(cursor);
    if (!('ids' in first)) return first;
    if (first.rows.length === 0) return this.#end(cursor, first);
    if (judgeKeysetPage(first.ids, cursor.afterId) === 'as_asked')
      return this.#accept(cursor, first);
    if (cursor.afterId === null) return this.#acceptUnsorted(cursor, first);
    // Once may be a slip of a cache; twice is how the server is.
    const isRepeated = this.#source.memory.isRepeated(first);
    const second = await this.#ask(cursor);
    if (!('ids' in second)) return second;
    if (second.rows.length === 0) return this.#end(cursor, second);
    const verdict = judgeKeysetPage(second.ids, cursor.afterId);
    if (verdict !== 'as_asked') return this.#leave(cursor, verdict, second);
    if (isRepeated)
      this.#source.anomaly('page_repeated', `the page after id ${cursor.afterId} came twice`);
    return this.#accept(cursor, second);
  }

  async #ask(cursor: KeysetCursor): Promise<Listing<S> | Step<S>> {
    const source = this.#source;
    const { afterId, skip, received } = cursor;
    const fetched = await source.fetch((take) => ({ afterId, skip, take }), {
      isStart: received === 0,
      beRefused: afterId !== null && !this.#isProved,
    });
    if (fetched.kind === 'rows') return fetched.listing;
    if (fetched.kind === 'restart') return { kind: 'go', next: source.startCursor() };
    if (fetched.kind === 'refused') {
      source.anomaly('filter_ignored', 'the condition on the id was refused');
      return { kind: 'go', next: this.#offsetCursor(cursor) };
    }
    const { id, place, failure } = fetched;
    const passed = { received: received + 1, take: source.size.current };
    const next =
      id === null
        ? { ...cursor, ...passed, skip: skip + 1 }
        : { ...cursor, ...passed, afterId: id, skip: 0 };
    return { kind: 'poison', page: poisonPage(source.stream, place, id, next), failure };
  }

  #accept(cursor: KeysetCursor, listing: Listing<S>): Step<S> {
    this.#isProved ||= cursor.afterId !== null;
    this.#remember(listing);
    const { ids, total } = listing;
    const last = ids.findLastIndex((id) => id !== null);
    const next: KeysetCursor = {
      ...cursor,
      afterId: ids[last] ?? cursor.afterId,
      skip: last >= 0 ? ids.length - 1 - last : cursor.skip + ids.length,
      received: cursor.received + ids.length,
      advertised: cursor.afterId === null && cursor.advertised === null ? total : cursor.advertised,
      take: this.#source.size.current,
    };
    return { kind: 'page', page: this.#page(listing, next, false) };
  }

  /** The first page is good as a page by offset too: it was asked for without a condition on the id. */
  #acceptUnsorted(cursor: KeysetCursor, listing: Listing<S>): Step<S> {
    this.#source.anomaly('sort_not_honoured', 'the ids of the first page do not rise');
    this.#remember(listing);
    const { take, ...common } = { ...this.#offsetCursor(cursor), take: this.#source.size.current };
    const next: Cursor = {
      ...common,
      take,
      skip: cursor.received + listing.rows.length,
      lastId: listing.ids.at(-1) ?? null,
    };
    return { kind: 'page', page: this.#page(listing, next, false) };
  }

  #leave(cursor: KeysetCursor, verdict: 'not_beyond' | 'not_rising', listing: Listing<S>): Step<S> {
    const isSorted = judgeKeysetPage(listing.ids, null) === 'as_asked';
    if (verdict === 'not_beyond')
      this.#source.anomaly('filter_ignored', `earlier ids came after id ${cursor.afterId}`);
    if (!isSorted)
      this.#source.anomaly('sort_not_honoured', `the ids after ${cursor.afterId} do not rise`);
    // Without order the rows that were read say nothing about where one stands: from the start.
    const next = this.#offsetCursor(cursor);
    return { kind: 'go', next: isSorted ? next : { ...next, skip: 0, lastId: null } };
  }

  /**
   * Nothing beyond the last id. If the first page promised more rows than came, one look by offset tells whether
   * the order was by chance (a first page of one row rises whatever the order is).
   */
  async #end(cursor: KeysetCursor, listing: Listing<S>): Promise<Step<S>> {
    const { received, advertised, afterId } = cursor;
    const promised = advertised ?? (afterId === null ? listing.total : null);
    const end: Step<S> = { kind: 'page', page: this.#page(listing, cursor, true) };
    if (promised === null || promised <= received || this.#hasLookedBeyond) return end;
    this.#hasLookedBeyond = true;
    const skip = Math.max(0, received - 1);
    let ids = await this.#look(skip, 2);
    // A server that never gives more than one row hides what follows.
    if (ids.length === 1 && this.#source.size.largestServed <= 1)
      ids = [...ids, ...(await this.#look(received, 1))];
    const isInPlace = ids[0] === afterId;
    if (ids.length === 0 || (ids.length === 1 && isInPlace)) return end;
    this.#source.anomaly(
      'sort_not_honoured',
      `${promised} rows were promised, ${received} came, and there are more`,
    );
    const next = this.#offsetCursor(cursor);
    return { kind: 'go', next: isInPlace ? next : { ...next, skip: 0, lastId: null } };
  }

  async #look(skip: number, take: number): Promise<readonly (string | null)[]> {
    return (await this.#source.look({ afterId: null, skip, take }))?.ids ?? [];
  }

  #offsetCursor(cursor: KeysetCursor): Extract<Cursor, { mode: 'offset' }> {
    const { via, received, skip, afterId } = cursor;
    return {
      mode: 'offset',
      via,
      skip: received,
      lastId: skip === 0 ? afterId : null,
      take: this.#source.size.current,
    };
  }

  #remember(listing: Listing<S>): void {
    this.#source.remember(listing, listing.total === null || listing.total > listing.rows.length);
  }

  #page(listing: Listing<S>, next: Cursor, isEnd: boolean): StreamPage<S> {
    const { body, rows, total } = listing;
    return { stream: this.#source.stream, body, rows, overlap: 0, total, next, isEnd };
  }
}
