import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { findElectron } from '../../../scripts/find-electron.mjs';
import { startMain, type MainUnderTest } from './start-main.ts';

export interface WindowFacts {
  readonly options: { readonly webPreferences: Record<string, unknown> };
  readonly isVisible: boolean;
  readonly isDestroyed: boolean;
  readonly bars: readonly { readonly part: number; readonly mode: string }[];
  readonly prevented: readonly string[];
  readonly outside: readonly string[];
  readonly opened: readonly { readonly url: string; readonly action: string }[];
  readonly documents: readonly Readonly<Record<string, string>>[];
  readonly errors: readonly string[];
}

export interface Question {
  readonly message?: string;
  readonly detail?: string;
  readonly defaultPath?: string;
  readonly buttons: readonly string[];
}

/** A page in either host, for journeys that need no more than a page. */
export interface DrivenPage {
  page<T>(expression: string): Promise<T>;
  stop(): Promise<void>;
}

/** A data folder of its own, gone at the end. */
export async function makeDataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'tieout-window-'));
  // The engine of a killed process may still write.
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 5 });
  return { path, remove };
}

/** Waits until a question has an answer that will do. */
export async function until<T>(ask: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> {
  const endMs = Date.now() + 20_000;
  for (;;) {
    const value = await ask();
    if (isGood(value)) return value;
    if (Date.now() > endMs) throw new Error(`waited in vain; last: ${JSON.stringify(value)}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

export async function theWindow(main: MainUnderTest): Promise<WindowFacts> {
  const [window] = await main.ask<WindowFacts[]>('windows');
  if (window === undefined) throw new Error('no window');
  return window;
}

/** How many times the page was loaded. */
export async function theDocuments(main: MainUnderTest): Promise<number> {
  return (await theWindow(main)).documents.length;
}

/** Main under the stand-in, with its page connected to the engine. */
export async function startDriven(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<MainUnderTest> {
  const main = startMain(folder, env);
  await until(
    () => main.ask<WindowFacts[]>('windows'),
    (windows) => windows.length > 0,
  );
  await untilDriven(main);
  return main;
}

/** Waits for a page that has reached the engine; while a page is being loaded, nothing can be asked of it. */
export async function untilDriven(main: MainUnderTest, and = 'true'): Promise<void> {
  const expression = `"driven" in globalThis && ${and}`;
  await until(() => main.page<boolean>(expression).catch(() => false), Boolean);
}

/** Why the real Electron can't be tried here; null if it can. */
export function whyNoElectron(): string | null {
  const { env, platform } = process;
  if (findElectron() === null) return "Electron's program is not on this machine";
  const hasDisplay = Boolean(env['DISPLAY'] ?? '') || Boolean(env['WAYLAND_DISPLAY'] ?? '');
  return platform === 'linux' && !hasDisplay ? 'there is no display' : null;
}

/** The same main in the real Electron. */
export async function startReal(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<DrivenPage> {
  const program = await _electron.launch({
    executablePath: findElectron() ?? '',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), join(folder, 'main/index.js')],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const page = await program.firstWindow();
  await page.waitForFunction('"driven" in globalThis');
  return {
    page: (expression) => page.evaluate(expression),
    stop: () => program.close(),
  };
}
