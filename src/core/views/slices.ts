import { setImmediate } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';

export interface ViewOptions {
  readonly signal?: AbortSignal | undefined;
  /** Findings looked at so far, of how many. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Work over a run's positions, cut so that what else runs in this process (an audit, the window's questions) gets its turn. */
export class Slices {
  readonly #count: number;
  readonly #total: number;
  readonly #options: ViewOptions;
  #done = 0;

  /** `passes` is how often the whole run will be gone through. */
  constructor(count: number, passes: number, options: ViewOptions) {
    this.#count = count;
    this.#total = count * passes;
    this.#options = options;
  }

  /** Calls with each range [from, to) of positions, in rising or falling order. @throws Failure cancelled */
  async each(work: (from: number, to: number) => void, isFalling = false): Promise<void> {
    const starts = Array.from({ length: Math.ceil(this.#count / SLICE) }, (_, at) => at * SLICE);
    for (const from of isFalling ? starts.reverse() : starts) {
      const to = Math.min(from + SLICE, this.#count);
      work(from, to);
      this.#done += to - from;
      this.#options.onProgress?.(this.#done, this.#total);
      await this.breathe();
    }
  }

  /** @throws Failure cancelled */
  async breathe(): Promise<void> {
    await setImmediate();
    if (this.#options.signal?.aborted)
      throw new Failure('cancelled', 'The question was cancelled before its answer was there.');
  }
}

const SLICE = 25_000;
