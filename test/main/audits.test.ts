import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RunStatus } from '../../src/contract/runs.ts';
import type { PaceState } from '../../src/core/model/pace-state.ts';
import { RunNotices } from '../../src/main/run-notices.ts';
import { barOf, lineOf } from '../../src/main/run-progress.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { RUNNING, statusFor } from '../renderer/run-facts.ts';
import { findChromium } from '../support/chromium.ts';
import { buildMain, type BuiltMain } from './stand-in/built-main.ts';
import {
  makeDataFolder,
  startDriven,
  theWindow,
  until,
  untilDriven,
  type Question,
} from './stand-in/main-test.ts';
import type { MainUnderTest } from './stand-in/start-main.ts';

const chromium = await findChromium();
if (chromium === null) console.log('Skipped, audits in the window: no Chromium can be had.');

interface Tray {
  readonly tip: string;
  readonly items: readonly string[];
}

let built: BuiltMain;
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let main: MainUnderTest;
const tray = (): Promise<Tray | null> => main.ask('tray');
const questions = (): Promise<Question[]> => main.ask('asked');
const notices = async (): Promise<unknown[]> =>
  (await main.ask<{ notices: unknown[] }>('done')).notices;
const blockers = (): Promise<{ now: number; ever: number }> => main.ask('blockers');
const start = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
  const usual = { STAND_IN_CHROMIUM: chromium ?? '', TIEOUT_DATA_DIR: data.path };
  main = await startDriven(built.driven, { ...usual, ...env });
};

describe.skipIf(chromium === null)('audits in the window', () => {
  beforeAll(async () => {
    [built, data] = await Promise.all([buildMain(), makeDataFolder()]);
    await start();
    return async () => {
      await main.stop();
      await Promise.all([built.remove(), data.remove()]);
    };
  });

  test('while one runs: the machine stays awake, task bar and tray show it', async () => {
    expect(await tray()).toBeNull();
    await main.page(slowAudit());
    const shown = await until(tray, (sign) => sign !== null);
    expect(shown?.items[0]).toBe('Show Tieout');
    expect(shown?.tip).toMatch(/^Tieout\nDemo nonprofit: (working|reading)/);
    expect(await blockers()).toEqual({ now: 1, ever: 1 });
    const { bars } = await until(
      () => theWindow(main),
      (window) => window.bars.length > 0,
    );
    expect(bars[0]).toMatchObject({ part: 2, mode: 'indeterminate' });
  });

  test('while it is paused the machine may sleep', async () => {
    await main.page(`driven.engine.runs.pause(${IN_DEMO})`);
    await until(blockers, ({ now }) => now === 0);
    await until(tray, (sign) => sign?.items[2]?.startsWith('Demo nonprofit: paused') === true);
    await main.page(`driven.engine.runs.unpause(${IN_DEMO})`);
    await until(blockers, ({ now }) => now === 1);
  });

  test('closing the window is a question: it can stay, or go on in the tray', async () => {
    await main.ask('closeWindow');
    const [question] = await until(questions, (list) => list.length === 1);
    expect(question).toMatchObject({
      message: 'An audit is running.',
      buttons: ['Quit and go on later', 'Keep running in the tray', 'Cancel'],
      cancelId: 2,
    });
    await main.ask('choose', 2);
    expect(await theWindow(main)).toMatchObject({ isVisible: true, isDestroyed: false });
    await main.ask('closeWindow');
    await until(questions, (list) => list.length === 2);
    await main.ask('choose', 1);
    await until(
      () => theWindow(main),
      ({ isVisible }) => !isVisible,
    );
    await main.ask('secondInstance');
    expect(await theWindow(main)).toMatchObject({ isVisible: true, isDestroyed: false });
  });

  test('the engine’s end is told; started anew, the audit can be gone on with', async () => {
    await main.ask('killEngine');
    const list = await until(questions, ({ length }) => length === 3);
    expect(list[2]).toMatchObject({
      message: "Tieout's engine ended; nothing that was read is lost.",
      buttons: ['Restart', 'Quit', 'Copy details'],
    });
    expect(await blockers()).toMatchObject({ now: 0 });
    await until(() => main.page<boolean>('driven.isLost'), Boolean);
    await main.ask('choose', 2);
    await until(questions, ({ length }) => length === 4);
    const { clipboard } = await main.ask<{ clipboard: string }>('done');
    expect(clipboard).toMatch(/^Tieout [\d.]+\n[^]*engine ended: \d+/);
    await main.ask('choose', 0);
    await untilDriven(main, 'driven.isLost === false');
    // That it can be gone on with is what the next test begins with.
    const stored = `driven.engine.runs.list(${IN_DEMO}).then(([run]) => run.state)`;
    expect(await main.page(stored)).not.toBe('finished');
  });

  test('quitting while one runs asks, lets the engine close in time, and loses nothing', async () => {
    await main.page(`driven.engine.runs.resume(${IN_DEMO})`);
    await until(blockers, ({ now }) => now === 1);
    await main.ask('quit');
    await until(questions, ({ length }) => length === 5);
    const startedMs = Date.now();
    await main.ask('choose', 0);
    expect(await main.ended).toBe(0);
    expect(Date.now() - startedMs).toBeLessThan(7000);
    await start({ STAND_IN_BACKEND: 'basic_text' });
    expect(await main.page(`driven.engine.runs.list(${IN_DEMO}).then(([run]) => run.state)`)).toBe(
      'interrupted',
    );
  });

  test('says that it has finished, with the workspace’s name and nothing of a donor', async () => {
    await main.page(`(async () => {
      const patch = { raiseRps: 500, crmRps: 500 };
      await driven.engine.workspaces.changeSettings({ ...${IN_DEMO}, patch });
      await driven.engine.runs.resume(${IN_DEMO});
    })()`);
    expect(await until(notices, ({ length }) => length > 0)).toEqual([
      { title: 'Demo nonprofit', body: 'The audit has finished.' },
    ]);
    await until(blockers, ({ now }) => now === 0);
    expect(await tray()).toBeNull();
    expect((await theWindow(main)).bars.at(-1)).toEqual({ part: -1, mode: 'none' });
  });

  test('shows alerts as notifications, where a person has said so', async () => {
    const before = (await notices()).length;
    const canNotify = await main.page(`(async () => {
      const sink = { id: 'desktop', kind: 'desktop' };
      const { canNotify } = await driven.engine.alerts.putSink({ ...${IN_DEMO}, sink });
      await driven.engine.alerts.test({ ...${IN_DEMO}, sinkId: 'desktop' });
      return canNotify;
    })()`);
    expect(canNotify).toBe(true);
    expect((await notices()).slice(before)).toEqual([
      {
        title: 'Demo nonprofit: This is a test',
        body: expect.stringContaining('Nothing has happened.') as string,
      },
    ]);
  });

  test('shows that one waits, and tells that a token was refused', async () => {
    const sandbox = await startSandbox({ donors: 300, gifts: 2000, quirks: SMALL_PAGES });
    onTestFinished(() => sandbox.close());
    await main.page(auditOf(sandbox));
    const lineOfHarbour = (words: string): Promise<unknown> =>
      until(tray, (sign) => sign?.items[2]?.startsWith(`Harbour: ${words}`) === true);
    await lineOfHarbour('reading');
    sandbox.setFaults('crm:*:429(8)');
    await lineOfHarbour('waiting');
    sandbox.setFaults('crm:*:401x*');
    const body = 'CRM+ refused the token: sign in again. What was read is kept.';
    await until(notices, (list) => JSON.stringify(list.at(-1) ?? null).includes(body));
    expect((await notices()).at(-1)).toEqual({ title: 'Harbour', body });
    // Nothing goes on, and the window says it.
    await until(tray, (sign) => sign === null);
    expect(await blockers()).toMatchObject({ now: 0 });
  });

  test.runIf(process.platform === 'linux')('refuses a key store that is none', async () => {
    const refusal = await main.page(`driven.engine.keys.status().then(({ choices }) =>
      choices.find(({ backend }) => backend === 'os_keychain').refusal)`);
    expect(refusal).toMatch(/^This desktop has no key ring .* choose a passphrase instead\.$/);
  });

  test('a signal from outside quits without a question', async () => {
    main.signal('SIGTERM');
    expect(await main.ended).toBe(0);
  });
});

describe('what is told of an audit that stands still', () => {
  const MINUTE_MS = 60_000;
  const startMs = Date.UTC(2026, 10, 24, 10);
  /** What is told of CRM+'s states, by the minute after the start in which each is seen. */
  const toldOf = (states: readonly (readonly [number, PaceState])[]): (string | null)[] => {
    const notices = new RunNotices();
    let former = harbour();
    return states.map(([minute, crm]) => {
      const status = harbour(crm);
      const notice = notices.take({ former, status }, startMs + minute * MINUTE_MS);
      former = status;
      return notice?.body ?? null;
    });
  };
  const offline: PaceState = { kind: 'offline', sinceMs: startMs, untilMs: startMs + 10_000 };
  const wait = (minutes: number): PaceState => ({
    kind: 'waiting_for_server',
    untilMs: startMs + minutes * MINUTE_MS,
  });

  test('a long outage, once, and that it is over', () => {
    const told = toldOf([
      [1, offline],
      [4.9, offline],
      [5, offline],
      [6, { ...offline, untilMs: startMs + 7 * MINUTE_MS }],
      [7, RUNNING],
      [8, RUNNING],
    ]);
    expect(told).toEqual([
      null,
      null,
      expect.stringMatching(/^CRM\+ can’t be reached since .+ and goes on by itself\.$/),
      null,
      'The audit goes on again.',
      null,
    ]);
  });

  test('nothing of a short one, nor of yielding', () => {
    const yielding: PaceState = { kind: 'yielding', othersPerHour: 900, oursPerHour: 100 };
    const told = toldOf([
      [1, offline],
      [2, RUNNING],
      [3, yielding],
      [4, wait(5)],
      [6, RUNNING],
    ]);
    expect(told).toEqual(Array(5).fill(null));
  });

  test('a long wait, to its end', () => {
    const long = wait(20);
    const told = toldOf([
      [1, long],
      [19, long],
      [20, RUNNING],
    ]);
    expect(told).toEqual([
      expect.stringMatching(/^Waiting until .+, as CRM\+ asked\.$/),
      null,
      'The audit goes on again.',
    ]);
  });

  test('not that it goes on, once somebody stopped it', () => {
    const notices = new RunNotices();
    const away = harbour(offline);
    const atMs = startMs + 6 * MINUTE_MS;
    expect(notices.take({ former: harbour(), status: away }, atMs)).not.toBeNull();
    const stopped = { ...away, state: 'interrupted' } as const;
    expect(notices.take({ former: away, status: stopped }, atMs)).toBeNull();
    expect(notices.take({ former: stopped, status: harbour() }, atMs)).toBeNull();
  });

  test('task bar and tray: who waits for a network or a person stands still, who yields reads', () => {
    const nowMs = Date.now();
    const away = harbour({ kind: 'offline', sinceMs: nowMs, untilMs: nowMs + 5000 });
    expect(barOf(new Map([['Harbour', away]]))).toEqual({ kind: 'unknown', isPaused: true });
    expect(lineOf(away)).toBe('Harbour: offline, tries again');
    const yielding = harbour({ kind: 'yielding', othersPerHour: 900, oursPerHour: 100 });
    expect(barOf(new Map([['Harbour', yielding]]))).toEqual({ kind: 'unknown', isPaused: false });
    expect(lineOf(yielding)).toBe('Harbour: reading');
    expect(lineOf(harbour({ kind: 'waiting_for_server', untilMs: nowMs + 60_000 }))).toBe(
      'Harbour: waiting',
    );
    expect(lineOf(harbour({ kind: 'waiting_for_server', untilMs: nowMs + 1000 }))).toBe(
      'Harbour: reading',
    );
    const refused = { ...harbour({ kind: 'needs_sign_in' }), state: 'needs_sign_in' } as const;
    expect(lineOf(refused)).toBe('Harbour: sign in again');
    expect(barOf(new Map([['Harbour', refused]]))).toEqual({ kind: 'none' });
  });
});

/** An audit that reads, its CRM+ in a state. */
function harbour(crm: PaceState = RUNNING): RunStatus {
  return statusFor({}, { crm });
}

const SMALL_PAGES = { raisePageCap: 50, crmPageCap: 50 };

/** A customer "Harbour" connected to a sandbox, and the start of its audit. */
function auditOf({ raiseUrl, crmUrl, raiseToken, crmToken }: RunningSandbox): string {
  const workspace = 'Harbour';
  const access = JSON.stringify({ workspace, raiseUrl, crmUrl, raiseToken, crmToken });
  return `(async () => {
    const { engine } = driven;
    const workspace = 'Harbour';
    await engine.keys.choose({ backend: 'memory' });
    await engine.workspaces.create({ name: workspace });
    await engine.connection.save(${access});
    await engine.workspaces.changeSettings({ workspace, patch: { raiseRps: 8, crmRps: 8 } });
    await engine.connection.confirmSameOrganization({ workspace });
    const scope = { records: ['donor', 'gift'], from: null, to: null, modifiedFrom: null, ids: null };
    await engine.runs.start({ workspace, scope });
  })()`;
}

const IN_DEMO = `{ workspace: 'Demo nonprofit' }`;

/** An audit of the demo that goes on for as long as a test needs it. */
function slowAudit(): string {
  return `(async () => {
    await driven.engine.workspaces.openDemo();
    const patch = { raiseRps: 2, crmRps: 2 };
    await driven.engine.workspaces.changeSettings({ ...${IN_DEMO}, patch });
    const scope = { records: ['donor'], from: null, to: null, modifiedFrom: null, ids: null };
    await driven.engine.runs.start({ ...${IN_DEMO}, scope });
  })()`;
}
