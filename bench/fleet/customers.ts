import type { Customer } from './simulate.ts';
import type { Size } from './work.ts';

const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
] as const;

/** So many customers of a consultancy: of a hundred, 85 are small, 14 of middle size, one is large. */
export function customersOf(count: number): Customer[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    size: sizeOf(id),
    timeZone: ZONES[id % ZONES.length] ?? ZONES[0],
  }));
}

function sizeOf(id: number): Size {
  const place = id % 100;
  if (place === 50) return 'L';
  return place % 7 === 3 ? 'M' : 'S';
}
