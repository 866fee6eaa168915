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
  untilDriven,
  type Question,
} from './stand-in/main-test.ts';
import type { MainUnderTest } from './stand-in/start-main.ts';

const chromium = await findChromium();
if (chromium === null) console.log('Skipped, the guards of the window: no Chromium can be had.');

const PAGE = 'tieout://page/index.html';
const questions = (): Promise<Question[]> => main.ask('asked');
const openedOutside = async (): Promise<string[]> =>
  (await main.ask<{ openedOutside: string[] }>('done')).openedOutside;

let built: BuiltMain;
let main: MainUnderTest;

describe.skipIf(chromium === null)('what keeps the page where it is', () => {
  beforeAll(async () => {
    const data = await makeDataFolder();
    built = await buildMain();
    const env = { STAND_IN_CHROMIUM: chromium ?? '', TIEOUT_DATA_DIR: data.path };
    main = await startDriven(built.driven, env);
    return async () => {
      await main.stop();
      await Promise.all([built.remove(), data.remove()]);
    };
  });

  test('opens a window whose page is shut in', async () => {
    const { options, isVisible } = await theWindow(main);
    const { preload, ...others } = options.webPreferences;
    expect(preload).toBe(join(built.driven, 'preload', 'index.cjs'));
    expect(others).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: true,
      devTools: true,
    });
    expect(isVisible).toBe(true);
    expect(await main.ask('settings')).toMatchObject({ isSandboxed: true, name: 'Tieout' });
    expect(await main.ask('schemes')).toEqual([
      { scheme: 'tieout', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('starts the engine with nothing in its arguments or environment', async () => {
    expect(await main.ask('forks')).toEqual([
      { options: { serviceName: 'Tieout engine', stdio: 'ignore' }, args: [] },
    ]);
  });

  test('goes nowhere else', async () => {
    for (const url of ['https://example.com/', 'tieout://page/assets/other.html']) {
      await main.page(`void (location.href = ${JSON.stringify(standIn(url))})`);
      await until(
        () => theWindow(main),
        ({ prevented }) => prevented.includes(url),
      );
    }
    expect(await main.page('location.pathname')).toBe('/index.html');
    expect((await theWindow(main)).outside).toEqual([]);
  });

  test('opens no window; the products open outside, others after a question, the rest never', async () => {
    const open = (url: string): Promise<void> =>
      main.page(`void window.open(${JSON.stringify(url)})`);
    await open('http://www.virtuoussoftware.com/');
    await open('https://www.virtuoussoftware.com@evil.test/');
    await open('https://app.virtuoussoftware.com/Generosity/Contact/1');
    await open('https://example.com/a');
    const asked = await until(questions, (list) => list.length === 1);
    expect(asked[0]).toMatchObject({ detail: 'https://example.com/a' });
    await main.ask('choose', 1);
    const product = ['https://app.virtuoussoftware.com/Generosity/Contact/1'];
    expect(await openedOutside()).toEqual(product);
    await open('https://example.com/b');
    await until(questions, (list) => list.length === 2);
    await main.ask('choose', 0);
    await until(openedOutside, (list) => list.includes('https://example.com/b'));
    const { opened } = await theWindow(main);
    expect(opened.map(({ action }) => action)).toEqual(Array(opened.length).fill('deny'));
    expect(opened.length).toBeGreaterThanOrEqual(5);
    expect(await openedOutside()).toHaveLength(2);
  });

  test('gives the page no permission but to copy text', async () => {
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'hid'])
      expect(await main.ask('permission', permission, PAGE)).toEqual([false, false, false]);
    const copy = 'clipboard-sanitized-write';
    expect(await main.ask('permission', copy, `${PAGE}#/w/x/audit`)).toEqual([true, true, false]);
    expect(await main.ask('permission', copy, 'https://evil.test/')).toEqual([false, false, false]);
  });

  test('gives a port to our page only, and one for each load', async () => {
    const channel = 'tieout:engine-port';
    expect(await main.ask('foreignRequest', channel, 'https://evil.test/', false)).toBe(0);
    expect(await main.ask('foreignRequest', channel, PAGE, true)).toBe(0);
    expect(await main.ask('foreignRequest', channel, PAGE, false)).toBe(0);
    await main.page(`(() => {
      globalThis.morePorts = 0;
      addEventListener('message', ({ ports }) => (morePorts += ports.length));
      tieoutHost.requestPort();
    })()`);
    // The engine answers in the order of the asking: by now a second port would be there.
    await main.page('driven.engine.app.info()');
    expect(await main.page('morePorts')).toBe(0);
    await main.ask('reload');
    await untilDriven(main, '!("morePorts" in globalThis)');
    expect(await main.page('driven.engine.workspaces.list()')).toEqual([]);
  });

  test('the page may load itself anew', async () => {
    await main.page('void setTimeout(() => location.reload())');
    await until(
      () => theDocuments(main),
      (count) => count >= 3,
    );
    await untilDriven(main);
    expect(await main.page('driven.engine.workspaces.list()')).toEqual([]);
  });
});

/** The address that stands for one of ours in Chromium, which knows no scheme of ours. */
function standIn(url: string): string {
  return url.replace('tieout://page', 'https://page.tieout.test');
}
