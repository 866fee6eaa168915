/** A small sorted set of ids that tells how many of them are not above a given one. */
export class SortedIds {
  readonly #ids: number[] = [];
  readonly #members = new Set<number>();

  get size(): number {
    return this.#ids.length;
  }

  has(id: number): boolean {
    return this.#members.has(id);
  }

  add(id: number): void {
    if (this.#members.has(id)) return;
    this.#members.add(id);
    this.#ids.splice(this.rank(id), 0, id);
  }

  delete(id: number): void {
    if (this.#members.delete(id)) this.#ids.splice(this.rank(id) - 1, 1);
  }

  /** How many ids are less than or equal to this one. */
  rank(id: number): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? Infinity) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  at(position: number): number | undefined {
    return this.#ids[position];
  }
}
