import type { Cursor, StreamName } from '../connector.ts';
import { givenUp } from './send-for-list.ts';
import type { Listing } from './page-memory.ts';
import type { PageSource } from './page-source.ts';
import { poisonPage } from './poison.ts';
import type { Step } from './step.ts';

export type OffsetCursor = Extract<Cursor, { mode: 'offset' }>;

/** Times that the place in the list may be lost altogether. */
const MOST_LOSSES = 3;
/** A list that moves more often than this while it is read has no order to be read in: going on would only spend calls. */
const MOST_SHIFTS = 30;

/**
 * Pages by offset, for products that don't honour order or filter (product.md §4). A page begins with the last row of
 * the page before; if it doesn't, rows were inserted or deleted meanwhile, and the read steps back until it meets a
 * row that it knows. The end is the answer that holds that row alone.
 */
export class OffsetReader<S extends StreamName> {
  readonly #source: PageSource<S>;
  #losses = 0;
  #shifts = 0;

  constructor(source: PageSource<S>) {
    this.#source = source;
  }

  async step(cursor: OffsetCursor): Promise<Step<S>> {
    const { skip, lastId } = cursor;
    const hasOverlap = lastId !== null && skip > 0;
    const asked = await this.#ask(cursor, (take) => (hasOverlap && take > 1 ? skip - 1 : skip));
    if (!('ids' in asked)) return asked;
    if (asked.place.skip === skip) return this.#acceptPlain(cursor, asked);
    if (asked.ids[0] !== lastId) return this.#realign(cursor, asked);
    if (asked.rows.length > 1) return this.#accept(asked, 1);
    // Only the overlap came back. A server that serves one row at a time looks the same, and so does one that promises more.
    const isProof =
      this.#source.size.largestServed > 1 && (asked.total === null || asked.total <= skip);
    if (isProof) return this.#end(cursor, asked, 1);
    const beyond = await this.#ask(cursor, () => skip);
    if (!('ids' in beyond)) return beyond;
    if (beyond.rows.length > 0 && this.#source.size.largestServed > 1) {
      this.#source.anomaly(
        'page_shrank',
        `only the row before offset ${skip} came, and there are more`,
      );
    }
    return this.#acceptPlain(cursor, beyond);
  }

  async #ask(
    cursor: OffsetCursor,
    skipOf: (take: number) => number,
  ): Promise<Listing<S> | Step<S>> {
    const source = this.#source;
    const fetched = await source.fetch((take) => ({ afterId: null, skip: skipOf(take), take }), {
      isStart: cursor.skip === 0,
    });
    if (fetched.kind === 'rows') return fetched.listing;
    if (fetched.kind === 'restart') return { kind: 'go', next: source.startCursor() };
    if (fetched.kind === 'refused') throw fetched.failure;
    const { id, place, failure } = fetched;
    const next: OffsetCursor = {
      ...cursor,
      skip: place.skip + 1,
      lastId: null,
      take: source.size.current,
    };
    return { kind: 'poison', page: poisonPage(source.stream, place, id, next), failure };
  }

  /** A page that was asked for without overlap. */
  #acceptPlain(cursor: OffsetCursor, listing: Listing<S>): Step<S> {
    return listing.rows.length === 0
      ? this.#end(cursor, listing, 0)
      : this.#accept(
          listing,
          prefixLength(listing.keys, (key) => this.#source.memory.isRecent(key)),
        );
  }

  /** The overlap isn't where it should be: goes back until a known row comes, and on from there. */
  async #realign(cursor: OffsetCursor, unexpected: Listing<S>): Promise<Step<S>> {
    const source = this.#source;
    const isKnown = (key: string): boolean => key === cursor.lastId || source.memory.isRecent(key);
    if (source.memory.isRepeated(unexpected))
      source.anomaly('page_repeated', `the page at offset ${cursor.skip} came twice`);
    else
      source.anomaly(
        'page_shifted',
        `another row than ${cursor.lastId} came before offset ${cursor.skip}`,
      );
    if (++this.#shifts > MOST_SHIFTS) throw givenUp(source.stream);
    let listing = unexpected;
    for (const back of stepsBack(cursor.skip, source.size.servedOrAsked)) {
      if (listing.keys.some(isKnown)) break;
      const asked = await this.#ask(cursor, () => cursor.skip - back);
      if (!('ids' in asked)) return asked;
      listing = asked;
    }
    if (!listing.keys.some(isKnown) && ++this.#losses > MOST_LOSSES) throw givenUp(source.stream);
    // Of the rows up to a known one only those are passed over that are surely known: an inserted row may stand among them.
    return this.#accept(listing, prefixLength(listing.keys, isKnown));
  }

  #accept(listing: Listing<S>, overlap: number): Step<S> {
    const source = this.#source;
    const { body, rows, total, ids, place } = listing;
    const skip = place.skip + rows.length;
    source.remember(listing, total === null || total > skip);
    const next: OffsetCursor = {
      mode: 'offset',
      via: source.via,
      skip,
      lastId: ids.at(-1) ?? null,
      take: source.size.current,
    };
    return {
      kind: 'page',
      page: { stream: source.stream, body, rows, overlap, total, next, isEnd: false },
    };
  }

  #end(cursor: OffsetCursor, { body, rows, total }: Listing<S>, overlap: number): Step<S> {
    return {
      kind: 'page',
      page: { stream: this.#source.stream, body, rows, overlap, total, next: cursor, isEnd: true },
    };
  }
}

/** How far to go back in search of a known row: a little, a page, several pages, to the start. */
function stepsBack(skip: number, page: number): readonly number[] {
  const steps = [Math.min(16, Math.ceil(page / 2)), page - 1, page * 4, page * 16, page * 64];
  return [...steps.filter((back) => back > 1 && back < skip), skip];
}

function prefixLength(keys: readonly string[], isKnown: (key: string) => boolean): number {
  const unknown = keys.findIndex((key) => !isKnown(key));
  return unknown === -1 ? keys.length : unknown;
}
