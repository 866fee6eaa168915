import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../../src/web/open-browser.ts';

const LINK = 'http://127.0.0.1:40123/#code=AAAAAAAAAAAAAAAAAAAAAA';

let folder = '';
let env: NodeJS.ProcessEnv = {};
let end = new AbortController();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-opener-'));
  const opener = join(folder, 'xdg-open');
  await writeFile(
    opener,
    `#!/bin/sh\necho "$@" > ${folder}/got.new\nmv ${folder}/got.new ${folder}/got\n`,
  );
  await chmod(opener, 0o755);
  env = { PATH: [folder, process.env['PATH']].join(delimiter), DISPLAY: ':0' };
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await rm(folder, { recursive: true });
});

async function openedFile(): Promise<string> {
  const read = (): Promise<string> => readFile(join(folder, 'got'), 'utf8').catch(() => '');
  await expect.poll(read).not.toBe('');
  return (await read()).trim();
}

describe.skipIf(process.platform === 'win32')('the browser', () => {
  test('gets a file of the person’s own, with the code in it and not in the arguments', async () => {
    expect(await openBrowser(LINK, end.signal, env, 'linux')).toBe(true);
    const file = await openedFile();
    expect(file).not.toContain('code=');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(dirname(file))).mode & 0o777).toString(8)).toBe('700');
    expect(await readFile(file, 'utf8')).toContain(`content="0;url=${LINK}"`);
    end.abort();
    await expect.poll(() => stat(dirname(file)).catch(() => null)).toBeNull();
  });

  test('a Wayland display will do, too', async () => {
    const wayland = { PATH: env['PATH'], WAYLAND_DISPLAY: 'wayland-0' };
    expect(await openBrowser(LINK, end.signal, wayland, 'linux')).toBe(true);
    await openedFile();
  });

  test('is not looked for without a display, nor after the end', async () => {
    const blind = { PATH: env['PATH'], DISPLAY: '' };
    expect(await openBrowser(LINK, end.signal, blind, 'linux')).toBe(false);
    end.abort();
    expect(await openBrowser(LINK, end.signal, env, 'linux')).toBe(false);
  });

  test('may be missing', async () => {
    const poor = { PATH: join(folder, 'nowhere'), DISPLAY: ':0' };
    expect(await openBrowser(LINK, end.signal, poor, 'linux')).toBe(false);
    expect(await openBrowser(LINK, end.signal, poor, 'darwin')).toBe(false);
  });
});
