/** What a piece of work took: by the clock on the wall, and of the processor, all threads of this process together. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const NO_COST: Cost = { wallMs: 0, cpuMs: 0 };

/** Adds up what is done inside `of`. */
export class Meter {
  #cost: Cost = NO_COST;

  of<T>(work: () => T): T {
    const before = now();
    try {
      return work();
    } finally {
      this.#add(before);
    }
  }

  async ofAll<T>(work: () => Promise<T>): Promise<T> {
    const before = now();
    try {
      return await work();
    } finally {
      this.#add(before);
    }
  }

  get cost(): Cost {
    return this.#cost;
  }

  #add(before: Cost): void {
    const { wallMs, cpuMs } = now();
    this.#cost = {
      wallMs: this.#cost.wallMs + wallMs - before.wallMs,
      cpuMs: this.#cost.cpuMs + cpuMs - before.cpuMs,
    };
  }
}

function now(): Cost {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}

/** The middle of some figures; of an even number the lower one of the two. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

/** The most memory that this process ever held. */
export function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}
