import { expect, test } from 'vitest';
import { STATE_ORDER, isUnknownState } from '../../src/core/model/states.ts';
import { actionWords } from '../../src/renderer/pages/check/action-words.ts';
import { checkWords } from '../../src/renderer/words/check.ts';

test.each(STATE_ORDER)('%s: that no action is needed is said only of what is known', (state) => {
  const words = actionWords({ state, actionable: false });
  expect(words === checkWords.noAction).toBe(!isUnknownState(state));
  expect(actionWords({ state, actionable: true })).toBe(checkWords.toAct);
});
