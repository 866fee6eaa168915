import type { RunFacts } from '../../../../core/model/report.ts';
import { powerWords } from '../../../words/power.ts';

const words = powerWords.untestable;

/** Why there can be no power test of an audit, in a sentence; null if there can. */
export function whyUntestable({ parameters, origins, coverage }: RunFacts): string | null {
  const { ids, modifiedFrom, recheck = null } = parameters;
  if (ids !== null || modifiedFrom !== null || recheck !== null) return words.choice;
  if (origins.crm === null) return words.noCrm;
  return coverage.every(({ complete }) => complete) ? null : words.incomplete;
}
