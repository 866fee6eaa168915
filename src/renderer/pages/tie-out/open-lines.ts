import type { CountAndAmount, TieOutRow } from '../../../core/model/tie-out.ts';

/** Lines of a tie-out that don't tie out. */
export function openLines<T extends Pick<TieOutRow, 'unexplained'>>(lines: readonly T[]): T[] {
  return lines.filter(({ unexplained }) => !isNothing(unexplained));
}

export function isNothing({ count, amountMinor }: CountAndAmount): boolean {
  return count === 0 && amountMinor === 0;
}
