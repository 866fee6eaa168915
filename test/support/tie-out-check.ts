import { expect } from 'vitest';
import type { TieOutPart } from '../../src/core/model/run-analysis.ts';
import type { CountAndAmount, TieOutRow } from '../../src/core/model/tie-out.ts';

/** Money and counts of tie-out lines, by record type, currency and column. */
type Sums = Record<string, CountAndAmount>;

/** Lines that do not come to 0: there must be none. */
export function unexplainedOf<T extends Pick<TieOutRow, 'unexplained'>>(rows: readonly T[]): T[] {
  return rows.filter(({ unexplained: { count, amountMinor } }) => count !== 0 || amountMinor !== 0);
}

/** Campaigns add up to the months in counts and cents, projects in cents. */
export function expectPartsAddUp(months: readonly TieOutRow[], parts: readonly TieOutPart[]): void {
  const byCampaign = parts.filter(({ by }) => by === 'campaign');
  const withCampaign = months.filter(({ recordType }) => recordType !== 'donor');
  expect(sumsOf(byCampaign, true)).toEqual(sumsOf(withCampaign, true));
  const byProject = parts.filter(({ by }) => by === 'project');
  const gifts = months.filter(({ recordType }) => recordType === 'gift');
  expect(sumsOf(byProject, false)).toEqual(sumsOf(gifts, false));
}

function sumsOf(rows: readonly Omit<TieOutRow, 'month'>[], withCounts: boolean): Sums {
  const sums: Record<string, { count: number; amountMinor: number }> = {};
  for (const row of rows) {
    const cells: [string, CountAndAmount][] = [
      ['raise', row.raise],
      ['crm', row.crm],
      ['unreadable', row.unreadable],
      ['unknown', row.unknown],
      ...row.explained.map((e): [string, CountAndAmount] => [`${e.state} ${e.cause}`, e]),
    ];
    for (const [column, { count, amountMinor }] of cells) {
      const key = `${row.recordType} ${row.currency} ${column}`;
      const sum = (sums[key] ??= { count: 0, amountMinor: 0 });
      if (withCounts) sum.count += count;
      sum.amountMinor += amountMinor;
    }
  }
  // What only its projects tell of adds up to nothing.
  for (const [key, { count, amountMinor }] of Object.entries(sums))
    if (count === 0 && amountMinor === 0) delete sums[key];
  return sums;
}
