import { expect, test } from 'vitest';
import type { OpenItem } from '../../src/core/model/open-item.ts';
import { STATE_ORDER, isActionable, stateEntry, type Cause } from '../../src/core/model/states.ts';
import type { AlertFacts } from '../../src/core/operations/alerts/alert-facts.ts';
import { clearedMessage, findingsMessage } from '../../src/core/operations/alerts/alert-words.ts';

const CAUSES = STATE_ORDER.flatMap((state) =>
  Object.keys(stateEntry(state).causes)
    .filter((cause) => isActionable(state, cause))
    .map((cause) => ({ state, cause: cause as Cause })),
);
const facts: AlertFacts = {
  workspace: 'Hope',
  organization: null,
  nowUtc: '2026-03-10T12:00:00.000Z',
  open: [],
  recordOf: ({ raiseId, crmId }) => ({ raiseId, crmId }) as ReturnType<AlertFacts['recordOf']>,
  run: null,
  failure: null,
};
const titles = CAUSES.map(({ state, cause }) => {
  const item: OpenItem = {
    findingId: 'x',
    runId: 'r',
    runSeq: 1,
    position: 0,
    recordType: 'gift',
    state,
    cause,
    raiseId: '1',
    crmId: null,
    amountMinor: null,
    currency: null,
    isTestMode: false,
    isAccepted: false,
  };
  const key = `finding:gift:${state}:${cause}`;
  return {
    state,
    told: findingsMessage(facts, key, { items: [item], news: [item], isMore: false }).title,
    over: clearedMessage(facts, key).title,
  };
});

test('each cause has a title of its own, so that two alerts are never taken for one told twice', () => {
  expect(new Set(titles.map(({ told }) => told)).size).toBe(CAUSES.length);
  expect(new Set(titles.map(({ over }) => over)).size).toBe(CAUSES.length);
});

test('names stay as they are written, in the middle of a sentence too', () => {
  for (const { state, told, over } of titles) {
    const { title } = stateEntry(state);
    expect(told).toContain(title);
    expect(over).toContain(title.slice(1));
  }
});
