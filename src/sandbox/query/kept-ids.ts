/** Ids of the newest selections of a table; bounded, so that they stay small beside the largest world. */
export class KeptIds<Ids extends { readonly length: number }> {
  readonly #lists = new Map<string, { ids: Promise<Ids>; length: number }>();
  readonly #most: { readonly lists: number; readonly ids: number };

  /** @param most lists, and ids in all of them; the newest list is kept however long it is */
  constructor(most: { readonly lists: number; readonly ids: number }) {
    this.#most = most;
  }

  /** The selection of a name. It is looked for once, even if several ask for it meanwhile. */
  async get(name: string, find: () => Promise<Ids>): Promise<Ids> {
    const known = this.#lists.get(name);
    if (known !== undefined) return known.ids;
    const kept = { ids: find(), length: 0 };
    this.#lists.set(name, kept);
    const ids = await kept.ids;
    kept.length = ids.length;
    this.#makeRoom();
    return ids;
  }

  clear(): void {
    this.#lists.clear();
  }

  #makeRoom(): void {
    let left = 0;
    for (const { length } of this.#lists.values()) left += length;
    for (const [name, { length }] of this.#lists) {
      const isRoom = left <= this.#most.ids && this.#lists.size <= this.#most.lists;
      if (isRoom || this.#lists.size === 1) return;
      this.#lists.delete(name);
      left -= length;
    }
  }
}
