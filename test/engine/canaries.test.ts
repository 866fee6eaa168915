import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCanaryCustomer, type CanaryCustomer } from './canary-customer.ts';
import { auditToEnd, EVERYTHING } from './customer.ts';
import { answerOf, commandPaths, inputsFor } from './every-command.ts';
import { contentsBelow } from './temp-data.ts';
import { reachThroughTab, type Client, type ReachedTab } from './transports.ts';

// Nothing crosses from one customer to another, and no secret leaves (reliability.md, invariant 6): every command of the
// contract is asked in one workspace while another one, full of canaries, is there and busy.
let tab: ReachedTab;
let one: CanaryCustomer;
let other: CanaryCustomer;
const answers = new Map<string, string>();
const refused = { code: 'FAILURE', data: { kind: 'usage' } };

beforeAll(async () => {
  tab = await reachThroughTab();
  const { client } = tab;
  await client.keys.choose({ backend: 'passphrase', passphrase: 'correct horse battery staple' });
  one = await makeCanaryCustomer(client, 'One', 31415);
  other = await makeCanaryCustomer(client, 'Other', 92653);
  await auditToEnd(client, 'Other'); // its second run's id is no id of the first workspace
  for (const [path, input] of Object.entries(inputsFor(one.asked))) {
    const busy = client.connection.test({ workspace: 'Other' }).catch(() => null);
    answers.set(path, await answerOf(client, path, input));
    await busy;
  }
  // What was begun last must not stand in the way of what follows.
  while (await isBusy(client, 'One')) await after(100);
}, 120_000);
afterAll(async () => {
  await tab.close();
  await Promise.all([one.sandbox.close(), other.sandbox.close()]);
});

test('every command of the contract is asked', () => {
  expect([...answers.keys()].toSorted()).toEqual(commandPaths().toSorted());
  // The oracle below is worth something only if answers hold this customer's own data.
  const all = [...answers.values()].join('\n');
  expect(one.shownTexts.filter((text) => !all.includes(text))).toEqual([]);
});

describe('nothing of one customer is in an answer about another', () => {
  test.for(commandPaths())('%s', (path) => {
    const answer = answers.get(path) ?? '';
    expect(other.ownTexts.filter((text) => answer.includes(text))).toEqual([]);
    const tokens = [...one.tokens, ...other.tokens];
    expect(tokens.filter((token) => answer.includes(token))).toEqual([]);
  });

  test('ids of one workspace are none of another', async () => {
    const { client } = tab;
    const { viewId } = other.asked;
    const [newest] = await client.runs.list({ workspace: 'Other' });
    const runId = newest?.runId ?? '';
    const inOne = { workspace: 'One', runId };
    const crossed = [
      client.findings.block({ workspace: 'One', viewId, start: 0, end: 1 }),
      client.findings.facets({ ...inOne, query: {} }),
      client.findings.sides({ ...inOne, position: 0 }),
      client.triage.decide({
        workspace: 'One',
        runId: one.asked.runId,
        findings: { ids: [other.asked.findingId] },
        patch: { status: 'reported' },
      }),
      client.triage.decide({
        ...inOne,
        findings: { ids: [one.asked.findingId] },
        patch: { status: 'reported' },
      }),
      client.runs.report(inOne),
      client.runs.rerun(inOne),
      client.exports.write({ ...inOne, viewId: null, format: 'json' }),
      client.exports.write({ workspace: 'One', runId: one.asked.runId, viewId, format: 'csv' }),
    ];
    for (const asked of crossed) await expect(asked).rejects.toMatchObject(refused);
    await client.findings.close({ workspace: 'One', viewId });
    const still = client.findings.block({ workspace: 'Other', viewId, start: 0, end: 1 });
    expect(await still).toHaveLength(1);
  });

  test('each customer’s files lie in its own folder and hold nothing of the others', () => {
    const databases = contentsBelow(tab.dataFolder).filter(({ name }) => name.includes('.sqlite'));
    const folders = new Set(databases.map(({ name }) => name.split('/').slice(0, 2).join('/')));
    expect([...folders].toSorted()).toContain('workspaces/Other');
    for (const { name, text } of databases) {
      const foreign = name.startsWith('workspaces/Other/') ? one : other;
      expect({ name, found: foreign.ownTexts.filter((each) => text.includes(each)) }).toEqual({
        name,
        found: [],
      });
    }
  });
});

test('no token is in any file, temporary ones included, and no donor in what a host logs', () => {
  const tokens = [...one.tokens, ...other.tokens];
  const files = [...contentsBelow(tab.dataFolder), ...contentsBelow(tab.temporary)];
  expect(files.length).toBeGreaterThan(5);
  for (const { name, text } of files)
    expect({ name, found: tokens.filter((token) => text.includes(token)) }).toEqual({
      name,
      found: [],
    });
  const secrets = [...tokens, ...one.donorTexts, ...other.donorTexts];
  const logged = `${tab.errors()} ${answers.get('calls.list')} ${answers.get('calls.watch')}`;
  expect(secrets.filter((secret) => logged.includes(secret))).toEqual([]);
  const isPrivate = contentsBelow(tab.dataFolder).filter(({ mode }) => mode !== 0o600);
  expect(isPrivate.map(({ name }) => name)).toEqual([]);
});

test('an export that nobody took goes with its workspace', async () => {
  const { client } = tab;
  const { workspace, fileId } = other.asked;
  const left = (): string[] =>
    contentsBelow(tab.temporary)
      .filter(({ text }) => other.donorTexts.some((each) => text.includes(each)))
      .map(({ name }) => name);
  expect(left()).toHaveLength(1);
  await client.workspaces.remove({ workspace, confirm: workspace });
  expect(left()).toEqual([]);
  await expect(client.exports.take({ fileId })).rejects.toMatchObject(refused);
});

test('what is refused is not repeated: neither to the page nor on standard error', async () => {
  const secret = 'never_Repeat_This_27182';
  const { workspace, raiseUrl, crmUrl } = one.asked;
  const save = { workspace, raiseUrl, crmUrl };
  const tries: readonly (readonly [string, unknown])[] = [
    ['connection.save', { ...save, raiseToken: `${secret} with a space` }],
    ['connection.save', { ...save, raiseToken: `${secret}é` }],
    ['connection.save', { ...save, raiseToken: secret.repeat(1000) }],
    ['connection.save', { ...save, crmUrl: 5, crmToken: secret }],
    ['keys.unlock', { passphrase: secret }],
    ['connection.save', { ...save, raiseToken: secret, crmToken: secret }],
    ['connection.test', { workspace }],
    ['runs.plan', { workspace, scope: EVERYTHING }],
    ['runs.check', { workspace, recordType: 'donor', id: '1031415', side: 'raise' }],
  ];
  for (const [path, input] of tries)
    expect(await answerOf(tab.client, path, input), path).not.toContain(secret);
  const socket = await tab.openSocket();
  const message = JSON.stringify({
    i: '1',
    p: { u: '/connection/save', b: { raiseToken: secret } },
  });
  for (const cut of [message.length - 1, message.indexOf(secret) + 5, 12])
    socket.send(message.slice(0, cut));
  socket.send(secret);
  socket.send(new TextEncoder().encode(`\u0000${secret}`));
  socket.send(new Uint8Array(0));
  socket.send(JSON.stringify({ i: '2', p: { u: `/${secret}/%zz`, m: 'NONE' } }));
  await expect.poll(() => tab.errors().length, { timeout: 2000 }).toBeGreaterThan(0);
  expect((await tab.client.app.info()).host).toBe('browser_tab');
  socket.close();
  expect(tab.errors()).not.toContain(secret.slice(0, 6));
});

/** Whether an audit goes on in a workspace, or a run by hand of its backstop is still to come. */
async function isBusy(client: Client, workspace: string): Promise<boolean> {
  const { asked } = await client.schedule.get({ workspace });
  const runs = await client.runs.list({ workspace });
  return asked?.kind === 'waiting' || asked?.kind === 'running' || runs.some(isRunning);
}

function isRunning({ state }: { readonly state: string }): boolean {
  return state === 'running';
}
