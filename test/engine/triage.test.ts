import { expect, test } from 'vitest';
import { isActionable } from '../../src/core/model/states.ts';
import { systemUser } from '../../src/engine/who-decides.ts';
import { auditToEnd, isEnd, lastOf, watchUntil } from './customer.ts';
import { openCustomer } from './open-engine.ts';

test('what a person decides is told to who watches, counted everywhere, kept with its name, and taken back', async (context) => {
  const world = { donors: 60, gifts: 300, seed: 5 };
  const { client, workspace } = await openCustomer(context.onTestFinished, world, 1000);
  const runId = (await auditToEnd(client, workspace)).at(-1)?.runId ?? '';
  const inRun = { workspace, runId };
  const before = await client.runs.report(inRun);
  const [listed] = await client.runs.list({ workspace });
  const toAct = before.summary
    .filter(({ state, cause }) => isActionable(state, cause))
    .reduce((sum, { count }) => sum + count, 0);
  expect(listed?.actionable).toBe(toAct);

  const heads = await client.triage.watch({ workspace });
  expect((await heads.next()).value).toEqual({ seq: 0, undo: null, redo: null, owners: [] });
  const query = { states: ['missing_in_crm'] as const };
  const open = async () =>
    lastOf(await client.findings.open({ ...inRun, query, sort: [] })).then((view) => {
      if (view.kind !== 'ready') throw new Error('The view did not open.');
      return view;
    });
  const { total, viewId } = await open();
  expect(total).toBeGreaterThan(1);
  const patch = { accept: { untilDay: null, reason: 'agreed with the customer' }, owner: 'Ana' };
  // As many as were shown, or none.
  const tooMany = { query, shown: total + 1 };
  await expect(client.triage.decide({ ...inRun, findings: tooMany, patch })).rejects.toMatchObject({
    code: 'FAILURE',
    data: { kind: 'usage' },
  });
  const decided = await client.triage.decide({
    ...inRun,
    findings: { query, shown: total },
    patch,
  });
  expect(decided).toMatchObject({ changed: total, head: { seq: 1, owners: ['Ana'] } });
  expect((await heads.next()).value).toEqual(decided.head);

  const [row] = await client.findings.block({ workspace, viewId, start: 0, end: 1 });
  expect(row).toMatchObject({
    actionable: false,
    triage: { owner: 'Ana', accepted: { untilDay: null, reason: 'agreed with the customer' } },
  });
  const after = await client.runs.report(inRun);
  const { accepted, ...rest } = after;
  expect(accepted.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  expect({ ...rest, accepted: [] }).toEqual(before);
  const [counted] = await client.runs.list({ workspace });
  expect(counted?.actionable).toBe(toAct - total);
  const [customer] = await client.workspaces.list();
  expect(customer?.lastRun).toMatchObject({ actionable: toAct - total });

  // A name given in the settings signs what comes after.
  await client.app.changePreferences({ name: 'Ana Torres' });
  const one = { ...inRun, findings: { ids: [row?.id ?? ''] } };
  await client.triage.decide({ ...one, patch: { status: 'reported' } });
  const history = await client.triage.history({ workspace, findingId: row?.id ?? '' });
  expect(history.map(({ who, findings }) => [who, findings])).toEqual([
    ['Ana Torres', 1],
    [systemUser(), total],
  ]);
  for (const words of ['marked as reported', 'accepted for good: agreed with the customer'])
    expect((await client.triage.undo({ workspace })).step?.words).toContain(words);
  expect(await client.triage.undo({ workspace })).toMatchObject({ step: null });
  expect(await client.runs.report(inRun)).toEqual(before);
  expect((await client.runs.list({ workspace }))[0]?.actionable).toBe(toAct);
  await client.triage.redo({ workspace });
  const log = await client.triage.log({ workspace, before: null, limit: 100 });
  expect(log.map(({ kind }) => kind)).toEqual(['redone', 'undone', 'undone', 'decided', 'decided']);
  await heads.return();
});

test('a run that opens findings again tells it to who watches', async (context) => {
  const world = { donors: 60, gifts: 300, seed: 5 };
  const { client, workspace } = await openCustomer(context.onTestFinished, world, 1000);
  const runId = (await auditToEnd(client, workspace)).at(-1)?.runId ?? '';
  const query = { actionable: true };
  const facets = await client.findings.facets({ workspace, runId, query: {} });
  const shown = facets.actionable.find(({ value }) => value === 'true')?.count ?? 0;
  const { changed } = await client.triage.decide({
    workspace,
    runId,
    findings: { query, shown },
    patch: { status: 'resolved' },
  });
  expect(changed).toBe(shown);
  const heads = await client.triage.watch({ workspace });
  expect((await heads.next()).value).toMatchObject({ seq: 1 });
  await watchUntil(client, workspace, isEnd, () => client.runs.recheck({ workspace, runId: null }));
  expect((await heads.next()).value).toMatchObject({
    seq: 2,
    undo: { who: null, kind: 'reopened' },
  });
  const [newest] = await client.triage.log({ workspace, before: null, limit: 1 });
  expect(newest).toMatchObject({ findings: shown, who: null });
  expect(newest?.words).toContain(`${shown} called resolved and still there`);
  await heads.return();
});
