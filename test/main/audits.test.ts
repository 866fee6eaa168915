import { beforeAll, describe, expect, test } from 'vitest';
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
    const notices = async (): Promise<unknown[]> =>
      (await main.ask<{ notices: unknown[] }>('done')).notices;
    expect(await until(notices, ({ length }) => length > 0)).toEqual([
      { title: 'Demo nonprofit', body: 'The audit has finished.' },
    ]);
    await until(blockers, ({ now }) => now === 0);
    expect(await tray()).toBeNull();
    expect((await theWindow(main)).bars.at(-1)).toEqual({ part: -1, mode: 'none' });
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
