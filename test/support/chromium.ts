import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
const INSTALL_LIMIT_MS = 240_000;

/** What tests start Chromium with: it asks nobody for anything, and works for root, who has no sandbox. */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * A browser of Chromium's family: the one of CHROME_PATH, an installed one, Playwright's own; on Debian as root the
 * distribution's is installed. Null if none can be had.
 */
export async function findChromium(): Promise<string | null> {
  const named = process.env['CHROME_PATH'];
  const own = chromium.executablePath();
  const first = [...(named === undefined ? [] : [named]), ...installedPlaces(), own];
  return (await firstThatRuns(first)) ?? ((await installOnDebian()) ? firstThatRuns(first) : null);
}

function installedPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ];
    return programs.flatMap((program) => roots.map((root) => join(root, program)));
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
  ];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => [...folders, '/usr/bin'].map((folder) => join(folder, name)));
}

async function firstThatRuns(files: readonly string[]): Promise<string | null> {
  for (const file of files) {
    const canRun = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (canRun && file !== '') return file;
  }
  return null;
}

async function installOnDebian(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  if (!/^ID(_LIKE)?=.*debian/m.test(release)) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, timeout: INSTALL_LIMIT_MS, maxBuffer: 1e8 };
  console.warn('No Chromium on this machine: installing Debian’s, once.');
  return run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options).then(
    () => true,
    // A package list that was never fetched is the usual reason.
    () =>
      run('apt-get', ['update'], options)
        .then(() =>
          run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options),
        )
        .then(
          () => true,
          () => false,
        ),
  );
}
