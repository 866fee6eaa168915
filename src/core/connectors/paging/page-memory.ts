import type { ParsedRow, StreamName, StreamRecords } from '../connector.ts';
import type { Place } from './page-plan.ts';
import { isSameList } from './row-ids.ts';
import { givenUp } from './send-for-list.ts';

export interface Listing<S extends StreamName> {
  /** The answer's bytes as received. */
  readonly body: Uint8Array;
  readonly rows: readonly ParsedRow<StreamRecords[S]>[];
  readonly ids: readonly (string | null)[];
  /** The ids, and for rows without one the digest of their body. */
  readonly keys: readonly string[];
  readonly total: number | null;
  readonly place: Place;
}

/** Pages in a row that bring nothing new before the list is given up. */
const MOST_STALLS = 5;

/** What the last pages of a read held: tells news from repetition, and pages that came short. */
export class PageMemory<S extends StreamName> {
  /** Whether any rows came yet. */
  hasRead = false;
  #lastKeys: readonly string[] = [];
  /** Keys of the last page and of the one before. */
  #recentKeys: ReadonlySet<string> = new Set();
  #stalls = 0;
  #shortPage: string | null = null;
  readonly #stream: S;
  readonly #onShrunk: (detail: string) => void;

  constructor(stream: S, onShrunk: (detail: string) => void) {
    this.#stream = stream;
    this.#onShrunk = onShrunk;
  }

  /**
   * Keeps a page in mind; `full`: rows that it could hold; `saysMore`: its total promises rows beyond it.
   * @throws Failure incomplete_listing after several pages without anything new
   */
  note(listing: Listing<S>, full: number, saysMore: boolean): void {
    const { keys } = listing;
    this.#stalls = keys.some((key) => !this.isRecent(key)) ? 0 : this.#stalls + 1;
    if (this.#stalls > MOST_STALLS) throw givenUp(this.#stream);
    if (this.#shortPage !== null && keys.length > 0) this.#onShrunk(this.#shortPage);
    const isShort = keys.length > 0 && keys.length < full && saysMore;
    this.#shortPage = isShort ? `${keys.length} rows came where ${full} could` : null;
    this.#recentKeys = new Set([...this.#lastKeys, ...keys]);
    this.#lastKeys = keys;
    this.hasRead ||= keys.length > 0;
  }

  isRecent(key: string): boolean {
    return this.#recentKeys.has(key);
  }

  isRepeated(listing: Listing<S>): boolean {
    return isSameList(listing.keys, this.#lastKeys);
  }
}
