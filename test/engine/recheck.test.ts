import { expect, test } from 'vitest';
import { auditToEnd, endOf, isEnd, watchUntil } from './customer.ts';
import { openCustomer } from './open-engine.ts';

test('a re-check runs like an audit and says what was fixed, in the report and in the list', async (context) => {
  const world = { donors: 80, gifts: 400, seed: 9 };
  const { client, workspace, sandbox } = await openCustomer(context.onTestFinished, world, 500);
  await expect(client.runs.recheck({ workspace, runId: null })).rejects.toMatchObject({
    code: 'FAILURE',
    data: { kind: 'usage' },
  });
  const first = (await auditToEnd(client, workspace)).at(-1)?.runId ?? '';
  const toFix = sandbox.planted.find(
    ({ recordType, state }) => recordType === 'gift' && state === 'missing_in_raise',
  );
  sandbox.mutate.removeCrm('gifts', Number(toFix?.crmId));
  const told = await watchUntil(client, workspace, isEnd, () =>
    client.runs.recheck({ workspace, runId: first }),
  );
  expect(told.at(-1)).toMatchObject({ state: 'finished', failure: null });
  const [newest, before] = await client.runs.list({ workspace });
  const report = await client.runs.report({ workspace, runId: newest?.runId ?? '' });
  const { asked = 0, ...rest } = report.recheck ?? {};
  expect(rest).toEqual({ fixed: 1, changed: 0, stillOpen: asked - 1, notKnown: 0, found: 0 });
  expect(newest).toMatchObject({
    recheck: { runId: first, findings: asked },
    changes: { new: 0, reappeared: 0, persisting: asked - 1, resolved: 1 },
  });
  expect(before).toMatchObject({ recheck: null, changes: { resolved: 0 } });
  expect(asked).toBe(before?.actionable);
  expect((await endOf(client, workspace)).runId).toBe(newest?.runId);
});
