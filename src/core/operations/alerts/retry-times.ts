const MINUTE_MS = 60_000;
const WAITS_MS = [1, 5, 30, 120, 360].map((minutes) => minutes * MINUTE_MS);
const LONGEST_WAIT_MS = 12 * 60 * MINUTE_MS;
/** Some three days. */
const MOST_TRIES = 10;

/** How long a sink is left alone after so many failed tries; null is for good. */
export function waitAfter(tries: number): number | null {
  if (tries >= MOST_TRIES) return null;
  return WAITS_MS[tries - 1] ?? LONGEST_WAIT_MS;
}
