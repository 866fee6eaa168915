import type { CustomerStanding } from '../contract/workspaces.ts';
import { overviewSentence, type OverviewRow } from '../core/auditor.ts';

/** Customers as the summary workbook shows those that were not audited just now. */
export function summaryRow({
  workspace,
  overview,
  trouble,
  nextUtc,
}: CustomerStanding): OverviewRow {
  const isGood =
    overview?.lastRun?.status === 'verified' &&
    overview.toActOn === 0 &&
    overview.failedTry === null;
  return {
    workspace,
    result: overview === null ? (trouble ?? '') : overviewSentence(overview),
    isGood,
    overview,
    nextUtc,
    ownFile: null,
  };
}
