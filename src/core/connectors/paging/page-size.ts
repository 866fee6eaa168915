const GOOD_PAGES_BEFORE_GROWING = 3;

/**
 * How many rows to ask for (product.md §4): halved when a page fails for good, doubled after three good pages, and
 * back at once to what it was when the record that made it fail has been found and passed.
 */
export class PageSize {
  #current: number;
  readonly #most: number;
  #goodPages = 0;
  #beforeTrouble: number | null = null;
  /** The most rows that one page has held. */
  largestServed = 0;

  constructor(current: number, most: number) {
    this.#current = Math.max(1, Math.floor(current));
    this.#most = Math.max(1, Math.floor(most));
  }

  get current(): number {
    return this.#current;
  }

  /** The rows that a full page holds: the server may serve fewer than it is asked for. */
  get servedOrAsked(): number {
    return this.largestServed > 0 ? Math.min(this.#current, this.largestServed) : this.#current;
  }

  /** Back to the most that may be asked for. */
  grow(): void {
    this.#current = this.#most;
  }

  noteGoodPage(rows: number): void {
    this.largestServed = Math.max(this.largestServed, rows);
    if (this.#current >= this.#most || ++this.#goodPages < GOOD_PAGES_BEFORE_GROWING) return;
    this.#current = Math.min(this.#most, this.#current * 2);
    this.#goodPages = 0;
    if (this.#beforeTrouble !== null && this.#current >= this.#beforeTrouble)
      this.#beforeTrouble = null;
  }

  /** Halves; below a silent cap, because asking for less than was asked but more than is served changes nothing. */
  halve(): void {
    this.#beforeTrouble ??= this.#current;
    this.#current = Math.max(1, Math.floor(this.servedOrAsked / 2));
    this.#goodPages = 0;
  }

  notePoisonPassed(): void {
    if (this.#beforeTrouble !== null) this.#current = this.#beforeTrouble;
    this.#beforeTrouble = null;
    this.#goodPages = 0;
  }
}
