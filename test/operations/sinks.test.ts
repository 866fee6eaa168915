import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuditor, type Auditor, type DeliveryPorts } from '../../src/core/auditor.ts';
import {
  DEFAULT_ALERT_RULES,
  type AlertMessage,
  type AlertSink,
} from '../../src/core/model/alert.ts';
import { saveResult, addRun } from '../../src/core/staging/runs.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { makeFinding, makeReport } from '../support/report-factory.ts';

const NOW = Date.UTC(2026, 2, 20, 12);
const MINUTE = 60_000;

describe('alerts arrive at real servers', () => {
  it('by mail, with a password, under a name that stays the same', async () => {
    const mails: string[] = [];
    const server = new SMTPServer({
      authOptional: false,
      allowInsecureAuth: true,
      hideSTARTTLS: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'tieout' && password === 'p4ss'
          ? done(null, { user: username })
          : done(new Error('no')),
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          mails.push(Buffer.concat(parts).toString());
          done();
        });
      },
    });
    const port = await listening(server.listen(0, '127.0.0.1'));
    onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
    const sink: AlertSink = {
      id: 'mail',
      kind: 'smtp',
      host: '127.0.0.1',
      port,
      isTls: false,
      user: 'tieout',
      from: 'tieout@example.org',
      to: ['ops@example.org', 'admin@example.org'],
    };
    const desk = openDesk([sink], { mail: 'p4ss' });
    desk.find(2);
    expect(await desk.deliver()).toBe(1);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^To: ops@example.org, admin@example.org/m);
    expect(mails[0]).toMatch(/^Subject: Hope: /m);
    expect(mails[0]).toMatch(/^Message-ID: <[0-9a-f-]{36}@tieout>/m);
    expect(mails[0]?.replaceAll('=\r\n', '')).toContain('Who acts: platform support.');

    const wrong = openDesk([sink], { mail: 'wrong' });
    wrong.find(1);
    expect(await wrong.deliver()).toBe(0);
    const [stored] = wrong.auditor.alerts.list('Hope', 5);
    expect(stored?.deliveries[0]).toMatchObject({ state: 'waiting', tries: 1 });
    expect(stored?.deliveries[0]?.sentence).toMatch(
      /^The mail server 127\.0\.0\.1:\d+ did not take the mail: it answered 535\.$/,
    );
  });

  it('by webhook, signed so that nobody can change it, and to Slack', async () => {
    const hook = await webServer();
    const sinks: AlertSink[] = [
      { id: 'hook', kind: 'webhook' },
      { id: 'chat', kind: 'slack' },
    ];
    const desk = openDesk(sinks, {
      hook: JSON.stringify({ url: `${hook.url}/in`, key: 'shared' }),
      chat: `${hook.url}/services/T0/B0/secret`,
    });
    desk.find(1);
    expect(await desk.deliver()).toBe(2);
    const signed = hook.got.find(({ path }) => path === '/in');
    const [, seconds = '', mac = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(signed?.headers['tieout-signature'])) ?? [];
    const body = signed?.body ?? '';
    expect(createHmac('sha256', 'shared').update(`${seconds}.${body}`).digest('hex')).toBe(mac);
    expect(JSON.parse(body)).toMatchObject({
      format: 'tieout.alerts/1',
      delivery: signed?.headers['x-tieout-delivery'],
      alerts: [{ kind: 'alert', workspace: 'Hope', count: 1 }],
    });
    const chat = hook.got.find(({ path }) => path !== '/in');
    expect(JSON.parse(chat?.body ?? '')).toEqual({
      text: expect.stringContaining('*Hope: ') as string,
    });
  });

  it('after a server that was away is back: at growing distances, over restarts, and fails nobody else', async () => {
    const hook = await webServer();
    const folder = temporaryFolder();
    const path = join(folder, 'alerts.jsonl');
    const sinks: AlertSink[] = [
      { id: 'hook', kind: 'webhook' },
      { id: 'file', kind: 'file', path },
    ];
    const secrets = { hook: JSON.stringify({ url: hook.url, key: 'shared' }) };
    const desk = openDesk(sinks, secrets);
    desk.find(3);
    hook.answer = 503;
    expect(await desk.deliver()).toBe(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await desk.deliver()).toBe(0);
    expect(hook.got).toHaveLength(1);
    await desk.deliver(1 * MINUTE);
    await desk.deliver(3 * MINUTE);
    const reopened = desk.reopen();
    // Another alert meanwhile is a parcel of its own: the first one stays what it was.
    reopened.find(4);
    await reopened.deliver(6 * MINUTE);
    hook.answer = 200;
    await reopened.deliver(7 * MINUTE);
    await reopened.deliver(600 * MINUTE);
    const ids = hook.got.map(({ headers }) => headers['x-tieout-delivery']);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(new Set(ids).size).toBe(2);
    const arrived = hook.got
      .filter(({ status }) => status === 200)
      .flatMap(({ body }) => (JSON.parse(body) as { alerts: AlertMessage[] }).alerts);
    expect(arrived.map(({ newCount }) => newCount).toSorted((a, b) => a - b)).toEqual([1, 3]);
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AlertMessage).newCount)).toEqual([3, 1]);
    // The address is a secret: nothing that is kept quotes it.
    const kept = JSON.stringify(reopened.auditor.alerts.list('Hope', 9));
    expect(kept).not.toContain(hook.url);
  });

  it('held back in quiet hours, then as one', async () => {
    const hook = await webServer();
    const quiet = { from: '22:00', to: '06:30' };
    const desk = openDesk(
      [{ id: 'hook', kind: 'webhook' }],
      { hook: JSON.stringify({ url: hook.url, key: 'k' }) },
      quiet,
    );
    const night = 12 * 60 * MINUTE;
    desk.find(1, night);
    desk.find(2, night + 60 * MINUTE);
    expect(await desk.deliver(night + 120 * MINUTE)).toBe(0);
    expect(await desk.deliver(night + 389 * MINUTE)).toBe(0);
    expect(await desk.deliver(night + 391 * MINUTE)).toBe(1);
    expect(hook.got).toHaveLength(1);
    expect(JSON.parse(hook.got[0]?.body ?? '')).toMatchObject({
      alerts: [{ newCount: 1 }, { newCount: 1 }],
    });
  });

  it('as a test, which is told at once and says why it fails', async () => {
    const desk = openDesk([], {});
    const sink: AlertSink = { id: 'hook', kind: 'webhook' };
    await expect(desk.auditor.alerts.test('Hope', sink, NOW, desk.ports)).rejects.toThrow(
      'The webhook has no address or no key yet: enter them.',
    );
    const hook = await webServer();
    const ports = {
      ...desk.ports,
      secretOf: async () => JSON.stringify({ url: hook.url, key: 'k' }),
    };
    await desk.auditor.alerts.test('Hope', sink, NOW, ports);
    expect(hook.got).toHaveLength(1);
    const elsewhere = async (): Promise<string> =>
      JSON.stringify({ url: 'http://example.org/', key: 'k' });
    await expect(
      desk.auditor.alerts.test('Hope', sink, NOW, { ...ports, secretOf: elsewhere }),
    ).rejects.toThrow('not https');
  });
});

describe('a sink that could never be delivered to', () => {
  const mail: Extract<AlertSink, { kind: 'smtp' }> = {
    id: 'mail',
    kind: 'smtp',
    host: 'mail.example.org',
    port: 587,
    isTls: false,
    user: 'tieout',
    from: 'tieout@example.org',
    to: ['ops@example.org'],
  };
  it.each<readonly [AlertSink, string | null, RegExp | null]>([
    [{ id: 'f', kind: 'file', path: 'alerts.jsonl' }, null, /whole path/],
    [{ id: 'f', kind: 'file', path: join(tmpdir(), 'alerts.jsonl') }, null, null],
    [{ id: 's', kind: 'slack' }, null, null],
    [{ id: 's', kind: 'slack' }, 'hooks.example.org', /https/],
    [{ id: 's', kind: 'slack' }, 'http://hooks.example.org/x', /https/],
    [{ id: 's', kind: 'slack' }, 'https://hooks.example.org/x', null],
    [{ id: 'w', kind: 'webhook' }, 'https://hooks.example.org/x', /both an address and a key/],
    [{ id: 'w', kind: 'webhook' }, '{"url":"https://hooks.example.org/x","key":""}', /both/],
    [{ id: 'w', kind: 'webhook' }, '{"url":"ftp://x.org","key":"k"}', /https/],
    [{ id: 'w', kind: 'webhook' }, '{"url":"http://127.0.0.1:9/x","key":"k"}', null],
    [mail, 'p4ss', null],
    [{ id: 'd', kind: 'desktop' }, null, null],
  ])('%j with %j', (sink, secret, told) => {
    const fault = openDesk([], {}).auditor.alerts.faultOf(sink, secret);
    if (told === null) expect(fault).toBeNull();
    else expect(fault).toMatch(told);
  });

  it('keeps its password for the same user of the same server only', () => {
    const { alerts } = openDesk([], {}).auditor;
    const keepsSecret = (before: AlertSink, now: AlertSink): boolean =>
      alerts.keepsSecret(before, now);
    expect(keepsSecret(mail, { ...mail, to: ['others@example.org'], port: 465, isTls: true })).toBe(
      true,
    );
    expect(keepsSecret(mail, { ...mail, host: 'mail.evil.example' })).toBe(false);
    expect(keepsSecret(mail, { ...mail, user: 'other' })).toBe(false);
    expect(keepsSecret({ id: 'x', kind: 'slack' }, { id: 'x', kind: 'webhook' })).toBe(false);
    expect(keepsSecret({ id: 'x', kind: 'slack' }, { id: 'x', kind: 'slack' })).toBe(true);
  });
});

it('no alert holds anything of a donor', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'alerts.jsonl');
  const hook = await webServer();
  const desk = openDesk(
    [
      { id: 'file', kind: 'file', path },
      { id: 'hook', kind: 'webhook' },
      { id: 'chat', kind: 'slack' },
    ],
    { hook: JSON.stringify({ url: hook.url, key: 'k' }), chat: hook.url },
  );
  desk.find(12);
  await desk.deliver();
  const all = readFileSync(path, 'utf8') + hook.got.map(({ body }) => body).join('\n');
  expect(all).not.toMatch(/CANARY/);
  expect(all).toContain('Likely cause');
});

interface Desk {
  readonly auditor: Auditor;
  readonly ports: DeliveryPorts;
  /** A run that finds so many findings, and what is told of it. */
  find(count: number, afterMs?: number): void;
  deliver(afterMs?: number): Promise<number>;
  reopen(): Desk;
}

function openDesk(
  sinks: readonly AlertSink[],
  secrets: Readonly<Record<string, string>>,
  quiet: { from: string; to: string } | null = null,
  dataFolder = temporaryFolder(),
): Desk {
  const made = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => made.close());
  if (!made.workspaces().includes('Hope')) made.customers.create('Hope', {});
  const choice = { rules: DEFAULT_ALERT_RULES, sinks, quiet, timeZone: 'UTC' };
  const ports = { notify: null, secretOf: async (sink: string) => secrets[sink] ?? null };
  return {
    auditor: made,
    ports,
    find: (count, afterMs = 0) => {
      saveRun(dataFolder, count);
      made.alerts.evaluate('Hope', choice, NOW + afterMs);
    },
    deliver: (afterMs = 0) => made.alerts.deliver('Hope', choice, NOW + afterMs, ports),
    reopen: () => {
      made.close();
      return openDesk(sinks, secrets, quiet, dataFolder);
    },
  };
}

function saveRun(dataFolder: string, count: number): void {
  const { db } = openWorkspace(dataFolder, 'Hope');
  const findings = Array.from({ length: count }, (_, index) =>
    makeFinding(
      {
        recordType: 'gift',
        state: 'missing_in_crm',
        cause: 'overdue',
        evidence: 'CANARY Ann Archer ann@example.org',
        campaignName: 'CANARY gala',
        fields: [{ field: 'name', raise: 'CANARY', crm: 'CANARY' }],
      },
      index + 1,
    ),
  );
  const { run, summary, tieOut } = makeReport(findings);
  const id = `run-${count}`;
  addRun(db, { id, startedUtc: run.startedUtc, asOfUtc: run.asOfUtc, request: '{}' });
  saveResult(db, { ...run, id }, summary, tieOut, findings);
  db.close();
}

interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
}

async function webServer(): Promise<{ url: string; got: Got[]; answer: number }> {
  const hook = { url: '', got: [] as Got[], answer: 200 };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      hook.got.push({ path, headers, body, status: hook.answer });
      response.writeHead(hook.answer).end('ok');
    });
  });
  hook.url = `http://127.0.0.1:${await listening(server.listen(0, '127.0.0.1'))}`;
  onTestFinished(() => new Promise((done) => void server.close(() => done())));
  return hook;
}

async function listening(server: {
  once(event: 'listening', done: () => void): unknown;
  address(): string | AddressInfo | null;
}): Promise<number> {
  await new Promise<void>((done) => server.once('listening', done));
  return (server.address() as AddressInfo).port;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-sinks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
