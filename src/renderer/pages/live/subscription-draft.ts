/** Every number that the vendor publishes for gifts, recurring gifts and donors (docs/api-facts.md B8). */
export const USUAL_EVENTS = '10, 11, 12, 20, 21, 22, 30, 31, 32';
const MOST_EVENTS = 50;

/** A tunnel's address with the hook's path behind it; null without an address. */
export function deliveryAddress(tunnel: string, path: string): string | null {
  const base = tunnel.trim().replace(/\/+$/, '');
  if (base === '') return null;
  // Who pastes the whole address has the path already.
  return base.endsWith(path) ? base : base + path;
}

/** "10, 11" -> [10, 11]; null for what is no list of event numbers. */
export function eventNumbers(text: string): readonly number[] | null {
  const parts = text.split(',').map((part) => part.trim());
  const isRight = parts.every((part) => /^[1-9]\d{0,2}$/.test(part));
  return isRight && parts.length <= MOST_EVENTS ? [...new Set(parts.map(Number))] : null;
}
