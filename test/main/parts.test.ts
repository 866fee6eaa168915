import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { platformDataFolder } from '../../src/engine/data-folder.ts';
import type { RunStatus } from '../../src/contract/runs.ts';
import { judgeLink } from '../../src/main/judge-link.ts';
import { menuTemplate, type MenuActions } from '../../src/main/menu.ts';
import { isPage, pageUrl } from '../../src/main/page-address.ts';
import { noticeOf } from '../../src/main/run-notice.ts';
import { barOf, lineOf } from '../../src/main/run-progress.ts';
import { keepPlace, readPlace } from '../../src/main/window-place.ts';

describe('links', () => {
  test.each([
    ['https://app.virtuoussoftware.com/x', 'open'],
    ['https://raisedonors.com/', 'open'],
    ['https://www.virtuous.org/', 'open'],
    ['https://virtuoussoftware.com.evil.test/', 'ask'],
    ['https://evilvirtuous.org/', 'ask'],
    ['https://app.virtuoussoftware.com:8443/', 'ask'],
    ['https://app.virtuoussoftware.com@evil.test/', 'refuse'],
    ['http://app.virtuoussoftware.com/', 'refuse'],
    ['file:///etc/passwd', 'refuse'],
    ['javascript:alert(1)', 'refuse'],
    ['ms-settings:privacy', 'refuse'],
    ['tieout://page/index.html', 'refuse'],
    ['not an address', 'refuse'],
  ])('%s: %s', (url, judged) => expect(judgeLink(url)).toBe(judged));

  test.each([
    [pageUrl, true],
    [`${pageUrl}#/w/Harbour/audit`, true],
    ['tieout://page/assets/index.html', false],
    ['tieout://other/index.html', false],
    ['https://page/index.html', false],
    ['', false],
  ])('%s is our page: %s', (url, expected) => expect(isPage(url, pageUrl)).toBe(expected));
});

describe('the window’s place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-place-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const usual = { bounds: { width: 1280, height: 800 }, isMaximized: false };
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };

  test('comes back where it was', () => {
    const place = {
      bounds: { x: 100, y: 50, width: 1000, height: 700 },
      isMaximized: true,
    };
    keepPlace(folder, place);
    expect(readPlace(folder, [screen])).toEqual(place);
  });

  test('is the middle of the screen if its display has gone', () => {
    keepPlace(folder, { bounds: { x: 2500, y: 50, width: 1000, height: 700 }, isMaximized: false });
    const bounds = { width: 1000, height: 700 };
    expect(readPlace(folder, [screen])).toEqual({ bounds, isMaximized: false });
    const second = { ...screen, x: 1920 };
    expect(readPlace(folder, [screen, second]).bounds).toMatchObject({ x: 2500 });
  });

  test('never leaves the title bar out of reach, nor a window too small to use', () => {
    keepPlace(folder, { bounds: { x: 0, y: -200, width: 10, height: 10 }, isMaximized: false });
    expect(readPlace(folder, [screen]).bounds).toEqual({ width: 800, height: 560 });
  });

  test.each(['', '{', '{"bounds":{"x":"1"}}', '{"bounds":{"x":1e9,"y":0,"width":1,"height":1}}'])(
    'is the usual one for a damaged file: %s',
    (text) => {
      writeFileSync(join(folder, 'window.json'), text);
      expect(readPlace(folder, [screen])).toEqual(usual);
    },
  );
});

describe('signs of audits', () => {
  const bar = (...runs: RunStatus[]) => barOf(new Map(runs.map((run) => [run.workspace, run])));

  test('nothing, something, so much', () => {
    expect(bar(run({ state: 'finished' }))).toEqual({ kind: 'none' });
    expect(bar(run({}))).toEqual({ kind: 'unknown', isPaused: false });
    const streams = [stream(50, 200), stream(30, null, true)];
    expect(bar(run({ phase: 'capture', streams })).kind).toBe('unknown');
    const reading = run({ phase: 'capture', streams, secondsLeft: 9 });
    expect(bar(reading)).toEqual({ kind: 'part', part: 80 / 230, isPaused: false });
    expect(lineOf(reading)).toBe('Harbour: reading, 34 %');
    expect(bar(run({ phase: 'capture', streams: [stream(5, null)], secondsLeft: 9 })).kind).toBe(
      'unknown',
    );
    const paused = run({ state: 'paused', phase: 'confirm', confirm: { done: 1, total: 4 } });
    expect(bar(paused)).toEqual({ kind: 'part', part: 0.25, isPaused: true });
    expect(lineOf(paused)).toBe('Harbour: paused, 25 %');
  });

  test('a notice for an end or a long wait, once; none for what the person did', () => {
    const nowMs = Date.UTC(2026, 10, 1);
    const going = run({});
    const notice = (former: RunStatus | undefined, status: RunStatus) =>
      noticeOf({ former, status }, nowMs);
    expect(notice(going, run({ state: 'finished' }))?.body).toBe('The audit has finished.');
    expect(notice(run({ state: 'finished' }), run({ state: 'finished' }))).toBeNull();
    expect(notice(undefined, run({ state: 'finished' }))).toBeNull();
    expect(notice(going, run({ state: 'interrupted' }))).toBeNull();
    const failure = { kind: 'network', failureClass: 'transient', details: '' } as const;
    const failed = run({ state: 'failed', failure: { ...failure, sentence: 'Raise is away.' } });
    expect(notice(going, failed)?.body).toBe('The audit stopped. Raise is away.');
    const waits = (minutes: number): RunStatus => {
      const untilMs = nowMs + minutes * 60_000;
      const raise = {
        calls: 1,
        state: { kind: 'waiting_for_quota', untilMs },
        quota: null,
      } as const;
      return run({ products: { raise, crm: { ...raise, state: { kind: 'running' } } } });
    };
    expect(notice(going, waits(1))).toBeNull();
    expect(notice(going, waits(40))?.body).toMatch(/^The audit waits for its hourly quota and/);
    expect(notice(waits(40), waits(39))).toBeNull();
  });
});

describe('the menu', () => {
  const asked: string[] = [];
  const actions: MenuActions = {
    command: (command) => void asked.push(command),
    showAbout: () => undefined,
    openDataFolder: () => undefined,
    copyVersions: () => undefined,
  };

  test.each(['darwin', 'win32', 'linux'] as const)('%s: offers every command once', (platform) => {
    const menus = menuTemplate({ platform, isDevelopment: false, actions });
    const items = menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    asked.length = 0;
    for (const { click } of items) Reflect.apply(click ?? (() => undefined), null, []);
    expect(asked.toSorted()).toEqual(
      ['audit', 'calls', 'check', 'connect', 'findings', 'new_workspace', 'open_demo']
        .concat(['palette', 'settings', 'help'])
        .toSorted(),
    );
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(items.some(({ role }) => role === 'reload' || role === 'toggleDevTools')).toBe(false);
    expect(items.some(({ role }) => role === 'quit')).toBe(true);
    expect(menus[0]?.label).toBe(platform === 'darwin' ? 'Tieout' : '&File');
  });
});

test('one data folder for every host', () => {
  expect(platformDataFolder({ XDG_DATA_HOME: '/x' }, 'linux')).toBe(join('/x', 'tieout'));
  expect(platformDataFolder({ XDG_DATA_HOME: 'relative' }, 'linux')).toMatch(/share.tieout$/);
  expect(platformDataFolder({ APPDATA: 'C:/a' }, 'win32')).toBe(join('C:/a', 'Tieout'));
  expect(platformDataFolder({}, 'darwin')).toMatch(/Application Support.Tieout$/);
});

function run(facts: Partial<RunStatus>): RunStatus {
  const product = { calls: 0, state: { kind: 'running' }, quota: null } as const;
  return {
    workspace: 'Harbour',
    runId: 'r1',
    state: 'running',
    phase: null,
    startedUtc: null,
    streams: [],
    confirm: null,
    products: { raise: product, crm: product },
    secondsLeft: null,
    notes: [],
    failure: null,
    provisional: null,
    ...facts,
  };
}

function stream(read: number, advertised: number | null, isEnd = false): RunStatus['streams'][0] {
  return { stream: 'raise.gifts', read, advertised, isEnd };
}
