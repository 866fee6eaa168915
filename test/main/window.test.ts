import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { buildMain, type BuiltMain } from './stand-in/built-main.ts';
import {
  makeDataFolder,
  startDriven,
  theDocuments,
  theWindow,
  until,
  type Question,
  type WindowFacts,
} from './stand-in/main-test.ts';
import { startMain, type MainUnderTest } from './stand-in/start-main.ts';

const chromium = await findChromium();
if (chromium === null) console.log('Skipped, main under the stand-in: no Chromium can be had.');

const done = async (): Promise<{
  shown: string[];
  clipboard: string;
}> => main.ask('done');
const questions = (): Promise<Question[]> => main.ask('asked');

let built: BuiltMain;
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let main: MainUnderTest;

describe.skipIf(chromium === null)('built main under the stand-in', () => {
  beforeAll(async () => {
    [built, data] = await Promise.all([buildMain(), makeDataFolder()]);
    main = await startDriven(built.driven, envOf(data.path));
    return async () => {
      await main.stop();
      await Promise.all([built.remove(), data.remove()]);
    };
  });

  test('hands the menu’s commands to the page', async () => {
    await main.ask('menu', 'File', 'New workspace…');
    await main.ask('menu', 'Go', 'Quick check');
    expect(
      await until(
        () => main.page<string[]>('driven.commands'),
        (list) => list.length > 1,
      ),
    ).toEqual(['new_workspace', 'check']);
    await main.ask('menu', 'help', 'Copy version details');
    expect((await done()).clipboard).toMatch(/^Tieout \d+\.\d+\.\d+\nElectron /);
  });

  test('keeps tokens under the system’s encryption', async () => {
    const status = await main.page<{ backend: string; words: string }>(`(async () => {
      const { engine } = driven;
      await engine.workspaces.create({ name: 'Harbour' });
      const address = { raiseUrl: 'https://prod-api.raisedonors.com', crmUrl: null };
      const raiseToken = 'raise-token-1234567890';
      await engine.connection.save({ workspace: 'Harbour', ...address, raiseToken });
      return engine.keys.status();
    })()`);
    expect(status.backend).toBe('os_keychain');
    if (process.platform === 'linux') expect(status.words).toContain('GNOME Keyring');
    const kept = await readFile(join(data.path, 'keys.json'), 'utf8');
    expect(kept).not.toContain('raise-token');
    const details = 'driven.engine.workspaces.get({ workspace: "Harbour" })';
    expect(await main.page(`${details}.then(({ tokens }) => tokens.raise)`)).toEqual({
      state: 'kept',
      text: '••••7890',
    });
  });

  test('asks where to put an export, and shows what it saved', async () => {
    await main.page(RUN_DEMO);
    const path = join(data.path, 'chosen');
    await main.ask('choose', path);
    const saved = await main.page<{ kind: string; path: string }>(`(async () => {
      const { engine } = driven;
      const workspace = 'Demo nonprofit';
      const [{ runId }] = await engine.runs.list({ workspace });
      const file = { workspace, runId, viewId: null, format: 'csv' };
      let last;
      for await (const event of await engine.exports.write(file)) last = event;
      await engine.exports.reveal({ fileId: last.fileId });
      return last;
    })()`);
    expect(saved).toMatchObject({ kind: 'saved', path: `${path}.csv` });
    expect((await questions()).at(-1)?.defaultPath).toMatch(/tieout-demo-nonprofit-[\d-]+\.csv$/);
    expect(await readdir(data.path)).toContain('chosen.csv');
    expect((await done()).shown).toEqual([`${path}.csv`]);
  });

  test('offers to load the page again when its process is gone', async () => {
    const before = await theDocuments(main);
    await main.ask('pageGone', 'crashed');
    const asked = await until(questions, (list) => list.at(-1)?.buttons[0] === 'Load it again');
    expect(asked.at(-1)?.detail).toContain('Audits that are running go on');
    await main.ask('choose', 0);
    await until(
      () => theDocuments(main),
      (count) => count > before,
    );
  });

  test('closes without a question when nothing runs, and keeps the window’s place', async () => {
    const closing = main.ask('closeWindow').catch(() => null);
    expect(await main.ended).toBe(0);
    await closing;
    const place = await readFile(join(data.path, 'window', 'window.json'), 'utf8');
    expect(JSON.parse(place)).toMatchObject({ bounds: { x: 10, y: 20 }, isMaximized: false });
    expect(main.said()).toBe('');
  });

  test('a second start on the same data ends at once', async () => {
    const second = startMain(built.driven, { ...envOf(data.path), STAND_IN_LOCK: 'taken' });
    expect(await second.ended).toBe(0);
    expect(second.said()).toBe('');
  });

  test('shows the page as it is shipped', async () => {
    const shipped = startMain(built.whole, envOf(data.path));
    try {
      await until(
        () => shipped.ask<WindowFacts[]>('windows'),
        (windows) => windows.length > 0,
      );
      const text = (): Promise<string> =>
        shipped.page<string>('document.body?.innerText ?? ""').catch(() => '');
      await until(text, (shown) => shown.includes('Harbour'));
      const { errors, outside } = await theWindow(shipped);
      expect({ errors, outside }).toEqual({ errors: [], outside: [] });
    } finally {
      await shipped.stop();
    }
  });
});

const RUN_DEMO = `(async () => {
  const { engine } = driven;
  const { name: workspace } = await engine.workspaces.openDemo();
  await engine.workspaces.changeSettings({ workspace, patch: { raiseRps: 500, crmRps: 500 } });
  const scope = { records: ['donor'], from: null, to: null, modifiedFrom: null, ids: null };
  const states = await engine.runs.watch({ workspace });
  await engine.runs.start({ workspace, scope });
  for await (const { state } of states) if (state === 'finished') break;
})()`;

function envOf(dataFolder: string): Record<string, string> {
  return { STAND_IN_CHROMIUM: chromium ?? '', TIEOUT_DATA_DIR: dataFolder };
}
