import type { ParsedRow } from '../connector.ts';

/** Orders decimal ids as numbers. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a row is recognised by: its id, else what it looks like. */
export function keyOf(row: ParsedRow<{ readonly id: string }>): string {
  return row.kind === 'record' ? row.record.id : (row.record.id ?? `body ${row.record.bodyDigest}`);
}

export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((each, at) => each === b[at]);
}

/**
 * Whether a keyset page is what was asked for: ids beyond `afterId`, rising strictly. Rows without a known id prove
 * nothing either way.
 */
export function judgeKeysetPage(
  ids: readonly (string | null)[],
  afterId: string | null,
): 'as_asked' | 'not_beyond' | 'not_rising' {
  const known = ids.filter((id) => id !== null);
  if (afterId !== null && known.some((id) => compareIds(id, afterId) <= 0)) return 'not_beyond';
  const isRising = known.every((id, at) => at === 0 || compareIds(id, known[at - 1] ?? '') > 0);
  return isRising ? 'as_asked' : 'not_rising';
}
