import { formatDay, parseDay } from './days.ts';
import type { RunParameters } from './report.ts';

type Scope = Pick<RunParameters, 'records' | 'from' | 'to' | 'ids' | 'modifiedFrom' | 'recheck'>;

/**
 * What runs have in common whose figures can be compared: the same records over a period of the same length. Null for a choice of
 * records, which is comparable with nothing: another one would be other records.
 */
export function comparableScope(scope: Scope): string | null {
  const { records, from, to, ids, modifiedFrom, recheck = null } = scope;
  if (ids !== null || modifiedFrom !== null || recheck !== null) return null;
  return `${records.toSorted().join(' ')} ${lengthOf(from, to)}`;
}

/** Whole calendar months count as such: a February can be compared with a January. */
function lengthOf(from: string | null, to: string | null): string {
  if (from === null || to === null) return `${from === null} ${to === null}`;
  const dayAfter = formatDay((parseDay(to) ?? 0) + 1);
  if (from.endsWith('-01') && dayAfter.endsWith('-01'))
    return `${monthsUntil(dayAfter) - monthsUntil(from)} months`;
  return `${(parseDay(to) ?? 0) - (parseDay(from) ?? 0) + 1} days`;
}

function monthsUntil(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
