/** The items in an order that a seed decides; the same seed gives the same order. */
export function* shuffled<T>(items: readonly T[], seed: number): Generator<T> {
  const rest = [...items];
  const next = drawFrom(seed);
  for (let left = rest.length; left > 0; left -= 1) {
    const at = Math.floor(next() * left);
    const chosen = rest[at] as T;
    rest[at] = rest[left - 1] as T;
    yield chosen;
  }
}

/** Numbers from 0 to under 1 that only the seed decides (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
