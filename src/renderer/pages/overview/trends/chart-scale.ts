/**
 * Round figures that an axis is marked with, upwards; the first is at most `low`, the last at least `high`.
 * @param leastStep 1 for what is only counted: there are no half records
 */
export function ticksFor(low: number, high: number, leastStep = 0): number[] {
  const from = Math.min(low, high);
  const span = [Math.abs(high - low), Math.abs(high)].find((width) => width > LEAST_SPAN) ?? 1;
  const step = Math.max(leastStep, roundStep(span / MOST_STEPS));
  const first = Math.floor(from / step);
  const last = Math.ceil(Math.max(from + span, high) / step);
  return Array.from({ length: last - first + 1 }, (_, at) => rounded((first + at) * step));
}

const MOST_STEPS = 4;
/** Figures of a run are counts and hours: what is narrower than this is a point. */
const LEAST_SPAN = 1e-6;

/** Where a value lies between two ends, drawn between two others. */
export function placed(
  value: number,
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): number {
  return high === low ? (start + end) / 2 : start + ((value - low) / (high - low)) * (end - start);
}

/** The smallest of 1, 2, 5, 10, 20… that is not smaller. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 5, 10].find((each) => rounded(each * power) >= rounded(atLeast)) ?? 10;
  return factor * power;
}

/** 0.1 + 0.2 is no mark on an axis. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
