import type { WorkspaceOverview } from '../model/overview.ts';
import { countText, isOrAre } from './words.ts';

/** How a customer stands in one sentence, for those of whom nothing was audited just now. */
export function overviewSentence({ lastRun, toActOn, failedTry }: WorkspaceOverview): string {
  const open =
    toActOn === 0
      ? 'nothing to act on is open'
      : `${countText(toActOn)} ${toActOn === 1 ? 'finding' : 'findings'} to act on ${isOrAre(toActOn)} open`;
  const failed =
    failedTry === null
      ? ''
      : ` The last backstop came to no result${failedTry.sentence === null ? '.' : `: ${failedTry.sentence}`}`;
  if (lastRun === null) return `No audit has finished yet.${failed}`;
  const verified =
    lastRun.status === 'verified'
      ? 'Verified'
      : 'Not verified: something could not be read or proved';
  return `${verified}; ${open}.${failed}`;
}
