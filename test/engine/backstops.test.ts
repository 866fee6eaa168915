import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { AlertMessage } from '../../src/core/model/alert.ts';
import type { ScheduleFacts } from '../../src/contract/operations.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { openCustomer } from './open-engine.ts';
import { makeDataFolder } from './temp-data.ts';
import { startLook } from './transports.ts';

const DAILY = { kind: 'daily', at: '06:00' } as const;

test(
  'what is due is run by the engine, once, and told; the next look finds nothing to do',
  { timeout: 120_000 },
  async () => {
    const { client, reached, sandbox, workspace } = await openCustomer(
      onTestFinished,
      { donors: 30, gifts: 120, seed: 7 },
      500,
    );
    const path = join(reached.dataFolder, 'alerts.jsonl');
    await client.alerts.putSink({ workspace, sink: { id: 'file', kind: 'file', path } });
    const daily = await client.schedule.set({ workspace, schedule: DAILY });
    expect(daily).toMatchObject({ due: [], backstops: [], lagHours: 24 });
    expect(Date.parse(daily.nextUtc ?? '')).toBeGreaterThan(Date.now());
    await reached.engine.lookAtSchedules();
    expect((await client.schedule.get({ workspace })).backstops).toEqual([]);

    const hourly = await client.schedule.set({
      workspace,
      schedule: { kind: 'hourly', records: ['gift'] },
    });
    expect(hourly.due).toHaveLength(1);
    await reached.engine.lookAtSchedules();
    const { backstops, due, nextUtc } = await client.schedule.get({ workspace });
    expect([backstops.length, due]).toEqual([1, []]);
    expect(backstops[0]?.runId).not.toBeNull();
    expect(Date.parse(nextUtc ?? '')).toBe(Date.parse(backstops[0]?.startedUtc ?? '') + 3_600_000);
    const runs = await client.runs.list({ workspace });
    expect(runs[0]?.scope.records).toEqual(['gift']);
    const calls = sandbox.calls();
    await reached.engine.lookAtSchedules();
    expect(sandbox.calls()).toEqual(calls);
    await expect(
      client.schedule.set({ workspace, schedule: { kind: 'hourly' } }),
    ).resolves.toBeDefined();
    await client.workspaces.changeSettings({ workspace, patch: { lagHours: 1 } });
    await expect(
      client.schedule.set({ workspace, schedule: { kind: 'hourly' } }),
    ).rejects.toMatchObject({ data: { kind: 'usage' } });
  },
);

test(
  'by hand it is yesterday; alerts are told of it, and all customers are seen side by side',
  { timeout: 120_000 },
  async () => {
    const { client, reached, sandbox, workspace } = await openCustomer(
      onTestFinished,
      { donors: 30, gifts: 120, seed: 7 },
      500,
    );
    const path = join(reached.dataFolder, 'alerts.jsonl');
    await client.alerts.putSink({ workspace, sink: { id: 'file', kind: 'file', path } });
    // Everything there is is found first, then told once.
    const scope = {
      records: ['donor' as const, 'gift' as const],
      from: null,
      to: null,
      modifiedFrom: null,
      ids: null,
    };
    await client.runs.start({ workspace, scope });
    // A person's own audit goes first, and says so.
    await expect(client.schedule.runNow({ workspace })).rejects.toMatchObject({
      data: {
        kind: 'usage',
        sentence: expect.stringContaining('audit is running') as string,
      },
    });
    await until(async () => (await client.runs.list({ workspace }))[0]?.state === 'finished');
    await client.workspaces.changeSettings({
      workspace,
      patch: { keep: { pagesDays: 0, wholeRuns: 1 } },
    });
    const [first] = await client.runs.list({ workspace });
    await client.runs.start({ workspace, scope });
    await until(async () => {
      const runs = await client.runs.list({ workspace });
      return runs.length === 2 && runs.every(({ state }) => state === 'finished');
    });
    const before = await client.schedule.get({ workspace });
    expect(before).toMatchObject({ due: [], nextUtc: null, asked: null, backstops: [] });
    expect(before.dueByHand).toHaveLength(1);
    const stream = await client.schedule.watch({ workspace });
    await stream.next();
    expect((await client.schedule.runNow({ workspace })).asked?.kind).toMatch(/waiting|running/);
    // Asked for again meanwhile, it is the same one.
    await client.schedule.runNow({ workspace });
    const told: ScheduleFacts[] = [];
    for await (const facts of stream) {
      told.push(facts);
      if (facts.asked === null && facts.backstops[0]?.outcome != null) break;
    }
    expect(
      told.some(
        ({ asked, backstops }) => asked?.kind === 'running' && backstops[0]?.isGoing === true,
      ),
    ).toBe(true);
    expect(told.at(-1)).toMatchObject({
      dueByHand: [],
      backstops: [{ ...before.dueByHand[0], isGoing: false }],
    });
    await client.schedule.runNow({ workspace });
    await until(async () => (await client.schedule.get({ workspace })).asked === null);
    expect((await client.schedule.get({ workspace })).backstops).toHaveLength(1);
    await until(async () =>
      (await client.alerts.list({ workspace, limit: 100 })).some(
        ({ deliveries }) => deliveries[0]?.state === 'delivered',
      ),
    );
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AlertMessage);
    const [standing] = await client.workspaces.overview();
    const overview = standing?.overview;
    const findings = lines.filter(({ finding }) => finding !== null);
    expect(findings.reduce((sum, { count }) => sum + count, 0)).toBe(overview?.toActOn);
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
    expect(overview).toMatchObject({
      workspace,
      lastRun: { status: expect.any(String) as string },
    });
    // What the first run found was seen again: its pages are needed no more.
    const pages = join(
      reached.dataFolder,
      'workspaces',
      workspace,
      'runs',
      `${first?.runId}.sqlite`,
    );
    await until(() => Promise.resolve(!existsSync(pages)));
    const text = await client.metrics.text({ format: 'openmetrics' });
    expect(text).toContain(`reconcile_to_act_on{workspace="${workspace}"} ${overview?.toActOn}`);
    expect(text.trimEnd().endsWith('# EOF')).toBe(true);
    expect(sandbox.calls().crm).toBeGreaterThan(0);
  },
);

test(
  'secrets of sinks stay in the key store: written with a sink, never shown, gone with it',
  { timeout: 60_000 },
  async () => {
    const { client, reached, workspace } = await openCustomer(
      onTestFinished,
      { donors: 3, gifts: 3 },
      500,
    );
    await client.keys.choose({ backend: 'passphrase', passphrase: 'correct horse' });
    const secret = 'https://hooks.example.org/T0/CANARY-s3cret with space é';
    const sink = { id: 'chat', kind: 'slack' } as const;
    const facts = await client.alerts.putSink({ workspace, sink, secret });
    expect(facts.sinks).toEqual([{ ...sink, hasSecret: true }]);
    expect(facts.canNotify).toBe(false);
    const details = await client.workspaces.get({ workspace });
    expect(JSON.stringify([facts, details])).not.toContain('CANARY');
    for (const file of ['keys.json', join('workspaces', workspace, 'workspace.sqlite')])
      expect(readFileSync(join(reached.dataFolder, file), 'latin1')).not.toContain('CANARY');
    await expect(
      client.workspaces.changeSettings({ workspace, patch: { sinks: [] } }),
    ).rejects.toMatchObject({ data: { kind: 'usage' } });
    // Another kind under the same name gets nobody else's secret, and stands in the same place.
    const path = join(reached.dataFolder, 'alerts.jsonl');
    await client.alerts.putSink({ workspace, sink: { id: 'file', kind: 'file', path } });
    const mail = {
      id: 'chat',
      kind: 'smtp',
      host: '127.0.0.1',
      port: 25,
      isTls: false,
      user: 'tieout',
      from: 'tieout@example.org',
      to: ['ops@example.org'],
    } as const;
    const changed = await client.alerts.putSink({ workspace, sink: mail });
    expect(changed.sinks.map(({ id, hasSecret }) => [id, hasSecret])).toEqual([
      ['chat', false],
      ['file', false],
    ]);
    await client.alerts.putSink({ workspace, sink: mail, secret: 'CANARY-p4ss' });
    const moved = { ...mail, to: ['others@example.org'] };
    expect((await client.alerts.putSink({ workspace, sink: moved })).sinks[0]?.hasSecret).toBe(
      true,
    );
    const elsewhere = { ...mail, host: 'mail.example.org' };
    expect((await client.alerts.putSink({ workspace, sink: elsewhere })).sinks[0]?.hasSecret).toBe(
      false,
    );
    await expect(
      client.alerts.putSink({
        workspace,
        sink: { id: 'file', kind: 'file', path: 'alerts.jsonl' },
      }),
    ).rejects.toMatchObject({
      data: { kind: 'usage', sentence: expect.stringContaining('whole path') as string },
    });
    expect((await client.alerts.get({ workspace })).sinks[1]).toMatchObject({ path });
    await client.alerts.removeSink({ workspace, sinkId: 'chat' });
    expect(readFileSync(join(reached.dataFolder, 'keys.json'), 'utf8')).not.toContain('alert:');
    await expect(client.alerts.test({ workspace, sinkId: 'chat' })).rejects.toMatchObject({
      data: { kind: 'usage', sentence: 'There is no sink "chat" here.' },
    });
  },
);

test('metrics are answered on this machine alone, under its own name only', async () => {
  const folder = makeDataFolder();
  onTestFinished(() => folder.remove());
  const engine = await createEngine({
    dataFolder: folder.path,
    version: 'test',
    window: null,
    startLook,
    hasKeyring: false,
    metricsPort: 0,
  });
  onTestFinished(() => engine.close());
  const url = `http://127.0.0.1:${engine.metricsPort}/metrics`;
  const { headers } = await fetch(url);
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  const open = await fetch(url, { headers: { Accept: 'application/openmetrics-text' } });
  expect([open.status, open.headers.get('content-type'), await open.text()]).toEqual([
    200,
    expect.stringContaining('openmetrics-text') as string,
    expect.stringContaining('# EOF') as string,
  ]);
  expect((await fetch(url.replace('/metrics', '/other'))).status).toBe(404);
  const { request } = await import('node:http');
  const status = await new Promise<number | undefined>((done) => {
    const asked = request(url, { headers: { Host: 'evil.example' } }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
    asked.end();
  });
  expect(status).toBe(421);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await after(100);
}
