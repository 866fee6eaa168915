import type { WireRecord } from '../wire-record.ts';

/** The rows of a page, each made when it is its turn: so a page is sent without ever standing in memory as a whole. */
export class PageRows implements Iterable<WireRecord> {
  readonly length: number;
  readonly #rowAt: (place: number) => WireRecord;

  constructor(length: number, rowAt: (place: number) => WireRecord) {
    this.length = length;
    this.#rowAt = rowAt;
  }

  map(change: (row: WireRecord) => WireRecord): PageRows {
    return new PageRows(this.length, (place) => change(this.#rowAt(place)));
  }

  *[Symbol.iterator](): IterableIterator<WireRecord> {
    for (let place = 0; place < this.length; place += 1) yield this.#rowAt(place);
  }
}
