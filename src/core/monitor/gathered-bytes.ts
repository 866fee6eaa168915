/** A piece must be this large to be kept as it came: a piece of one byte costs a hundred bytes of memory, and more beside it. */
const SMALL = 4096;

/** Bytes that come in pieces, however small: what a sender cuts into single bytes must not cost more than it sent. */
export class GatheredBytes {
  readonly #whole: Buffer[] = [];
  #end = Buffer.alloc(0);
  #used = 0;
  #bytes = 0;

  get length(): number {
    return this.#bytes;
  }

  add(piece: Buffer): void {
    this.#bytes += piece.length;
    if (piece.length >= SMALL) {
      this.#closeEnd();
      this.#whole.push(piece);
      return;
    }
    if (this.#used + piece.length > this.#end.length) {
      this.#closeEnd();
      this.#end = Buffer.allocUnsafe(SMALL * 4);
    }
    this.#used += piece.copy(this.#end, this.#used);
  }

  /** All of it in one piece. */
  take(): Buffer {
    this.#closeEnd();
    const all = Buffer.concat(this.#whole, this.#bytes);
    this.clear();
    return all;
  }

  clear(): void {
    this.#whole.length = 0;
    this.#end = Buffer.alloc(0);
    this.#used = 0;
    this.#bytes = 0;
  }

  #closeEnd(): void {
    if (this.#used > 0) this.#whole.push(this.#end.subarray(0, this.#used));
    this.#end = Buffer.alloc(0);
    this.#used = 0;
  }
}
