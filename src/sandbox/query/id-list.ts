const CHUNK = 65_536;

/** Rising ids that are added one by one, up to millions of them; in pieces, so that growing copies nothing. */
export class IdList {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(id: number): void {
    const place = this.#length % CHUNK;
    if (place === 0) this.#chunks.push(new Float64Array(CHUNK));
    const last = this.#chunks.at(-1);
    if (last !== undefined) last[place] = id;
    this.#length += 1;
  }

  at(place: number): number {
    return this.#chunks[Math.floor(place / CHUNK)]?.[place % CHUNK] ?? NaN;
  }
}
