import type { QuickCheck } from '../../../core/model/quick-check.ts';
import { isUnknownState } from '../../../core/model/states.ts';
import { checkWords } from '../../words/check.ts';

/** Whether somebody has to act; of what is not known nobody can say that no action is needed. */
export function actionWords({
  actionable,
  state,
}: Pick<NonNullable<QuickCheck['finding']>, 'actionable' | 'state'>): string {
  if (actionable) return checkWords.toAct;
  return isUnknownState(state) ? checkWords.notCounted : checkWords.noAction;
}
