/** A specification of faults that can't be read; the message says which part of it, and why. */
export class BadFaultSpec extends Error {
  constructor(text: string, why: string) {
    super(`cannot read the fault "${text}": ${why}`);
  }
}

/** The rules of a specification, without the blanks around them. */
export function splitSpec(spec: string): string[] {
  return spec
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The probability of a rule `rate:0.05`; undefined if the text is another rule. */
export function readRate(text: string): number | undefined {
  const told = /^rate:(.*)$/.exec(text)?.[1];
  if (told === undefined) return undefined;
  if (!/^\d*\.?\d+$/.test(told) || Number(told) > 1)
    throw new BadFaultSpec(text, 'a rate is a number from 0 to 1');
  return Number(told);
}

/** The end of a rule: `@3x2` is the third and fourth time, `x*` every time from the first. */
export const TURNS = '(?:@(?<nth>\\d+))?(?:x(?<times>\\d+|\\*))?';

/** Counts how often something happened, and says whether a rule's turn has come. */
export class Turns {
  readonly #first: number;
  readonly #end: number;
  /** Counted from 1. */
  seen = 0;

  constructor(text: string, nth = '1', times = '1') {
    this.#first = Number(nth);
    const howOften = times === '*' ? Infinity : Number(times);
    this.#end = this.#first + howOften;
    if (this.#first === 0 || howOften === 0)
      throw new BadFaultSpec(text, 'calls are counted from 1, and a fault comes at least once');
  }

  /** Counts one, and tells whether it is the rule's turn. */
  isDue(): boolean {
    this.seen += 1;
    return this.seen >= this.#first && this.seen < this.#end;
  }
}
