import type { HttpClient } from '../../http/http.ts';
import type { Failure } from '../../model/failure.ts';
import { isFailure, isOfOneCall } from '../../model/failure.ts';
import type { Cursor, PagingAnomaly, ReadStreamOptions, StreamName } from '../connector.ts';
import { asRow, idOrNull } from '../wire/fields.ts';
import type { RawListing } from '../wire/listing.ts';
import { readRow } from '../wire/read-row.ts';
import { SHAPES } from '../wire/shapes.ts';
import type { PagePlan, Place, Surface } from './page-plan.ts';
import { PageSize } from './page-size.ts';
import { PageMemory } from './page-memory.ts';
import type { Listing } from './page-memory.ts';
import { compareIds, keyOf } from './row-ids.ts';
import { isUnsupported, isWorthHalving, sendForList } from './send-for-list.ts';

export type Fetched<S extends StreamName> =
  | { readonly kind: 'rows'; readonly listing: Listing<S> }
  /** One single row on which the server fails. */
  | {
      readonly kind: 'poison';
      readonly place: Place;
      readonly id: string | null;
      readonly failure: Failure;
    }
  /** The product does not accept the condition on the id. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** The product does not have this surface; the read begins again on the next one. */
  | { readonly kind: 'restart' };

/** Tries of a page of one size (product.md §4). */
const PAGE_TRIES = 3;
const DEFAULT_TAKE = 1000;

/** Fetches pages of one stream, in whatever size and form the product gives them. */
export class PageSource<S extends StreamName> {
  readonly stream: S;
  readonly size: PageSize;
  readonly memory: PageMemory<S>;
  #surface: Surface;
  #isFirstShort: boolean;
  readonly #plan: PagePlan<S>;
  readonly #http: HttpClient;
  readonly #options: ReadStreamOptions;

  constructor(http: HttpClient, plan: PagePlan<S>, options: ReadStreamOptions) {
    this.#http = http;
    this.#plan = plan;
    this.#options = options;
    this.stream = plan.stream;
    this.memory = new PageMemory(plan.stream, (detail) => this.anomaly('page_shrank', detail));
    const most = options.take ?? DEFAULT_TAKE;
    this.size = new PageSize(options.from?.take ?? options.firstTake ?? most, most);
    this.#isFirstShort = options.from == null && options.firstTake !== undefined;
    this.#surface =
      plan.surfaces.find((surface) => surface.name === options.from?.via) ?? plan.surfaces[0];
  }

  get via(): Surface['name'] {
    return this.#surface.name;
  }

  startCursor(): Cursor {
    const common = { via: this.via, skip: 0, take: this.size.current };
    if (!this.#surface.canKeyset) return { mode: 'offset', ...common, lastId: null };
    return { mode: 'keyset', ...common, afterId: null, received: 0, advertised: null };
  }

  anomaly(anomaly: PagingAnomaly, detail: string): void {
    this.#options.onAnomaly?.(anomaly, detail);
  }

  /**
   * One page at the place that `placeOf` gives for a size; smaller ones as long as the server fails on it.
   * `isStart`: nothing was read before it, so that another surface may still be chosen.
   * @throws Failure what neither a smaller page nor another surface can mend
   */
  async fetch(
    placeOf: (take: number) => Place,
    may: { readonly isStart?: boolean; readonly beRefused?: boolean } = {},
  ): Promise<Fetched<S>> {
    for (;;) {
      const place = placeOf(this.size.current);
      try {
        const listing = await this.#fetchOnce(place);
        if (may.isStart && this.#isOtherForm(listing.raw) && this.#chooseNextSurface())
          return { kind: 'restart' };
        this.size.noteGoodPage(listing.rows.length);
        if (this.#isFirstShort) this.size.grow();
        this.#isFirstShort = false;
        return { kind: 'rows', listing };
      } catch (error) {
        if (!isFailure(error)) throw error;
        if (may.isStart && isUnsupported(error) && this.#chooseNextSurface())
          return { kind: 'restart' };
        if (may.beRefused && error.context.status === 400)
          return { kind: 'refused', failure: error };
        if (!isWorthHalving(error)) throw error;
        if (place.take > 1) this.size.halve();
        else return { kind: 'poison', place, id: await this.#identify(place), failure: error };
      }
    }
  }

  /** One try at rows that may be there; null if they can't be had. */
  async look(place: Place): Promise<Listing<S> | null> {
    try {
      return await this.#fetchOnce(place);
    } catch (error) {
      if (!isOfOneCall(error)) throw error;
      return null;
    }
  }

  /** Keeps a page in mind for the pages to come; `saysMore`: its total promises rows beyond it. */
  remember(listing: Listing<S>, saysMore: boolean): void {
    this.memory.note(listing, Math.min(listing.place.take, this.size.largestServed), saysMore);
  }

  async #fetchOnce(place: Place): Promise<Listing<S> & { readonly raw: RawListing }> {
    const { raw, body } = await sendForList(this.#http, {
      ...this.#surface.request(place),
      maxTries: PAGE_TRIES,
      signal: this.#options.signal,
    });
    const shape = SHAPES[this.stream];
    const rows = raw.items.map((item) => readRow(shape, item));
    const ids = rows.map((row) => row.record.id);
    return { raw, body, rows, ids, keys: rows.map(keyOf), total: raw.total, place };
  }

  /** The id of the record at a place, from the form that tells little else; null if even that fails. */
  async #identify(place: Place): Promise<string | null> {
    const request = this.#surface.requestIds?.(place);
    if (!request) return null;
    try {
      const { raw } = await sendForList(this.#http, {
        ...request,
        maxTries: 1,
        signal: this.#options.signal,
      });
      const id = raw.items.length === 1 ? idOrNull(asRow(raw.items[0])?.['id']) : null;
      return id !== null && (place.afterId === null || compareIds(id, place.afterId) > 0)
        ? id
        : null;
    } catch (error) {
      if (!isOfOneCall(error)) throw error;
      return null;
    }
  }

  #chooseNextSurface(): boolean {
    const next = this.#plan.surfaces[this.#plan.surfaces.indexOf(this.#surface) + 1];
    if (!next) return false;
    if (this.#surface.name === 'query' && next.name === 'query_unfiltered') {
      this.anomaly('filter_ignored', 'the filter was refused, so everything is read');
    }
    this.#surface = next;
    return true;
  }

  /** Raise's query may answer with `metadata[]` instead of the record's own members (docs/api-facts.md B2). */
  #isOtherForm({ items }: RawListing): boolean {
    return (
      items.length > 0 &&
      items.every(
        (item) => !this.#plan.ownMembers.some((member) => Object.hasOwn(asRow(item) ?? {}, member)),
      )
    );
  }
}
