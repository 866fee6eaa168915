/** Fewer earlier runs than this say nothing of what is usual. */
export const FEWEST_RUNS = 5;
/** What was usual long ago says little of today. */
const MOST_RUNS = 30;
/** Makes the median deviation of a normal spread as wide as its standard deviation. */
const NORMAL = 1.4826;
/** Iglewicz and Hoaglin: beyond 3.5 of those it is no chance any more. */
const CUTOFF = 3.5;
/** Figures that never changed would make any change a spike: one, or a twentieth of what is usual, is always let pass. */
const LEAST_SHARE = 0.05;

/** What the runs before make one expect of a figure. */
export interface Baseline {
  /** How many runs it rests on. */
  readonly runs: number;
  readonly median: number;
  /** Inside these, both included, a figure is as usual. */
  readonly low: number;
  readonly high: number;
}

/**
 * What is usual, by the median of the earlier figures (the oldest first; the last 30 count) and the median of their
 * distances from it, so that a single spike among them moves nothing. Null if there are fewer than 5.
 */
export function baselineOf(earlier: readonly number[]): Baseline | null {
  const counted = earlier.slice(-MOST_RUNS);
  if (counted.length < FEWEST_RUNS) return null;
  const median = medianOf(counted);
  const spread = NORMAL * medianOf(counted.map((value) => Math.abs(value - median)));
  const reach = Math.max(CUTOFF * spread, 1, LEAST_SHARE * Math.abs(median));
  return {
    runs: counted.length,
    median,
    // Counts, sums and times of records are not negative; where none was, none is to be expected.
    low: counted.every((value) => value >= 0) ? Math.max(0, median - reach) : median - reach,
    high: median + reach,
  };
}

export type Spike = 'above' | 'below';

/** Whether a figure is out of what is usual, and where. */
export function spikeOf(value: number, { low, high }: Baseline): Spike | null {
  if (value > high) return 'above';
  return value < low ? 'below' : null;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
