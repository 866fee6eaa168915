const LIMIT = 31;

/** Gives out names that Excel accepts: at most 31 characters, none of []:*?/\, no apostrophe at an end, unique. */
export class SheetNames {
  readonly #taken = new Set(['history']);

  take(wanted: string): string {
    const clean =
      wanted
        .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    for (let number = 1; ; number++) {
      const mark = number === 1 ? '' : ` (${number})`;
      const name = clean.slice(0, LIMIT - mark.length).toWellFormed() + mark;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}
