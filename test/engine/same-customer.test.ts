import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditToEnd, connectTo, EVERYTHING } from './customer.ts';
import { reachDirectly, type Client } from './transports.ts';

// A workspace is one customer's: product.md §6, the guard that both tokens belong to the same nonprofit.
const workspace = 'Customer';
const usage = { code: 'FAILURE', data: { kind: 'usage' } };
const QUIET = { donors: 30, gifts: 60, plant: 'none' as const };
let client: Client;
let sandbox: RunningSandbox;

beforeEach(async () => {
  const reached = await reachDirectly();
  onTestFinished(() => reached.close());
  ({ client } = reached);
  sandbox = await sandboxOf({ ...QUIET, seed: 51 });
  await client.workspaces.create({ name: workspace });
  await client.workspaces.changeSettings({ workspace, patch: { raiseRps: 1000, crmRps: 1000 } });
  await connectTo(client, workspace, sandbox);
});

async function sandboxOf(options: Parameters<typeof startSandbox>[0]): Promise<RunningSandbox> {
  const made = await startSandbox(options);
  onTestFinished(() => made.close());
  return made;
}

async function standing(): Promise<string | null> {
  return (await client.workspaces.get({ workspace })).settings.sameOrganization;
}

describe('an audit of both products', () => {
  test('is refused until the links or a person say that they are one nonprofit’s', async () => {
    const start = () => client.runs.start({ workspace, scope: EVERYTHING });
    await expect(start()).rejects.toMatchObject(usage);
    expect(await client.runs.list({ workspace })).toEqual([]);
    const report = await client.connection.test({ workspace });
    expect(report.sameOrganization.verdict).toBe('proved');
    expect(await standing()).toBe('proved');
    expect(await start()).toMatchObject({ state: 'running' });
  });

  test('needs no such word without CRM+', async () => {
    const { raiseUrl } = sandbox;
    await client.connection.save({ workspace, raiseUrl, crmUrl: null });
    expect((await auditToEnd(client, workspace)).at(-1)).toMatchObject({ state: 'finished' });
  });
});

describe('what was proved of the tokens is void', () => {
  beforeEach(async () => {
    await client.connection.confirmSameOrganization({ workspace });
  });
  const changes: readonly (readonly [string, object, string | null])[] = [
    ['another Raise token', { raiseToken: 'another-token' }, null],
    ['another CRM+ token', { crmToken: 'another-token' }, null],
    ['a token taken away', { crmToken: null }, null],
    ['another address', { crmUrl: 'http://127.0.0.1:1' }, null],
    ['nothing new', {}, 'confirmed'],
  ];
  test.each(changes)('by %s', async (_what, change, expected) => {
    const { raiseUrl, crmUrl } = sandbox;
    await client.connection.save({ workspace, raiseUrl, crmUrl, ...change });
    expect(await standing()).toBe(expected);
  });

  test('never, if one of the new tokens can’t be one: then neither is kept', async () => {
    const { raiseUrl, crmUrl } = sandbox;
    const before = (await client.workspaces.get({ workspace })).tokens;
    const tokens = { raiseToken: 'a-good-token-9876', crmToken: 'no token' };
    const save = client.connection.save({ workspace, raiseUrl, crmUrl, ...tokens });
    await expect(save).rejects.toMatchObject(usage);
    expect((await client.workspaces.get({ workspace })).tokens).toEqual(before);
    expect(await standing()).toBe('confirmed');
  });
});

test.each([
  { raiseUrl: 'https://example.org' },
  { crmUrl: null },
  { sameOrganization: 'proved' as const, lagHours: 3 },
])('the guard can’t be gone around by the settings: %j', async (patch) => {
  const before = (await client.workspaces.get({ workspace })).settings;
  const change = client.workspaces.changeSettings({ workspace, patch });
  await expect(change).rejects.toMatchObject(usage);
  expect((await client.workspaces.get({ workspace })).settings).toEqual(before);
});

test('a test that ends after the tokens were replaced proves nothing of the new ones', async () => {
  const slow = await sandboxOf({ ...QUIET, seed: 52, latencyMs: 100 });
  await connectTo(client, workspace, slow);
  const tested = client.connection.test({ workspace });
  await expect.poll(() => slow.calls().raise).toBeGreaterThan(0);
  await connectTo(client, workspace, { ...slow, raiseToken: 'somebody-elses-token' });
  expect((await tested).sameOrganization.verdict).toBe('proved');
  expect(await standing()).toBe(null);
});

test('tokens of another organization than the earlier audits’ are contradicted', async () => {
  await client.connection.confirmSameOrganization({ workspace });
  const told = await auditToEnd(client, workspace);
  expect(told.at(-1)).toMatchObject({ state: 'finished' });
  const donors = [501, 502, 503, 504].map((id) => ({ id, name: `Ann ${id}`, crmKey: `${id}9` }));
  const contacts = donors.map(({ id, name }) => ({ id: Number(`${id}9`), name }));
  const other = await sandboxOf({
    world: { organization: { name: 'Somebody Else' }, raise: { donors }, crm: { contacts } },
  });
  await connectTo(client, workspace, other);
  const { sameOrganization } = await client.connection.test({ workspace });
  expect(sameOrganization.verdict).toBe('contradicted');
  expect(sameOrganization.evidence).toContain('Somebody Else');
  expect(await standing()).toBe(null);
  const start = client.runs.start({ workspace, scope: EVERYTHING });
  await expect(start).rejects.toMatchObject(usage);
});

test('a workspace is deleted or audited, never both', async () => {
  await client.connection.confirmSameOrganization({ workspace });
  const [removed, started] = await Promise.allSettled([
    client.workspaces.remove({ workspace, confirm: workspace }),
    client.runs.start({ workspace, scope: EVERYTHING }),
  ]);
  expect([removed.status, started.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  const names = (await client.workspaces.list()).map(({ name }) => name);
  expect(names).toEqual(removed.status === 'fulfilled' ? [] : [workspace]);
});
