import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';

const isLinux = process.platform === 'linux';
let folder: string;
let page: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tieout-start-'));
  page = join(folder, 'index.html');
  writeFileSync(page, '<!doctype html><title>Tieout</title>');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Started = ChildProcessByStdio<null, Readable, Readable>;

/** `npm start` without npm; no display unless `env` gives one. */
function start(words: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const none = { DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '' };
  return spawn(process.execPath, [join(rootFolder, 'scripts/start.mjs'), ...words], {
    cwd: folder,
    env: { ...process.env, ...none, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(child: Started): Promise<{ code: number; out: string; errors: string }> {
  const [[code], out, errors] = await Promise.all([
    once(child, 'exit') as Promise<[number]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, out, errors };
}

describe.runIf(isLinux)('without a display', () => {
  test('the reason is one line, the browser tab is served, and an interrupt ends it', async () => {
    const child = start(['--no-open', '--data-dir', 'kept', '--page-folder', folder]);
    const errors = text(child.stderr);
    const ended = once(child, 'exit') as Promise<[number]>;
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const link = line.split(' ').at(-1) ?? '';
    const answer = await fetch(link.split('#')[0] ?? '');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<title>Tieout</title>');
    expect(existsSync(join(folder, 'kept')), 'beside whoever called').toBe(true);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect((await errors).split('\n')[0]).toBe(
      "The window can't open (no display): opening Tieout in your browser instead.",
    );
    await expect(fetch(link)).rejects.toThrow('fetch failed');
  });

  test('--window insists', async () => {
    const { code, out, errors } = await finish(start(['--window']));
    expect({ code, out }).toEqual({ code: 69, out: '' });
    expect(errors).toMatch(/^The window can't open \(no display\)\. .*\n$/);
  });

  test('the exit status of the host comes back', async () => {
    const { code, errors } = await finish(start(['--page-folder', folder, '--port', 'nine']));
    expect(code).toBe(2);
    expect(errors.split('\n')[0]).toContain('(no display)');
  });
});

describe.runIf(isLinux)('with a display', () => {
  test('a program that is not there is said, and nothing is fetched in its place', async () => {
    const env = { DISPLAY: ':9', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nothing') };
    const { code, errors } = await finish(start(['--window'], env));
    expect(code).toBe(69);
    expect(errors).toMatch(/^The window can't open \(.*ELECTRON_OVERRIDE_DIST_PATH.*\n$/);
  });

  test('the window gets its data folder through the environment, and its exit status comes back', async () => {
    const program = join(folder, 'electron');
    writeFileSync(program, '#!/bin/sh\necho "$TIEOUT_DATA_DIR: $*"\nexit 7\n');
    chmodSync(program, 0o755);
    const words = ['--data-dir=kept', '--port', '4000', '--no-open', '--some-flag=1'];
    const env = { WAYLAND_DISPLAY: 'wayland-0', ELECTRON_OVERRIDE_DIST_PATH: folder };
    const { code, out, errors } = await finish(start(words, env));
    expect({ code, errors }).toEqual({ code: 7, errors: '' });
    expect(out).toBe(`${join(folder, 'kept')}: ${rootFolder} --some-flag=1\n`);
  });

  test('--browser never looks at the window', async () => {
    const words = ['--browser', '--page-folder', folder, '--port', 'nine'];
    const { code, errors } = await finish(start(words, { DISPLAY: ':9' }));
    expect(code).toBe(2);
    expect(errors).not.toContain('window');
  });
});

test('--window and --browser together are refused', async () => {
  const { code, errors } = await finish(start(['--window', '--browser']));
  expect(code).toBe(2);
  expect(errors).toBe('Say --window or --browser, not both.\n');
});
