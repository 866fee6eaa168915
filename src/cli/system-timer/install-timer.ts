import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../core/model/failure.ts';
import type { TimerPlan } from './timer-order.ts';

/** All that would be written and run. */
export function planText(
  { files, commands, undoing, notes }: TimerPlan,
  action: 'install' | 'uninstall',
  more: readonly string[],
): string {
  const run = (action === 'install' ? commands : undoing).map((words) => `$ ${words.join(' ')}`);
  const shown =
    action === 'install'
      ? files.flatMap(({ path, text }) => [`${path}:`, text.replace(/^\uFEFF/, '')])
      : files.map(({ path }) => `removes ${path}`);
  const said = action === 'install' || files.length === 0 ? notes : [];
  return `${[...shown, ...run, ...said, ...more].join('\n')}\n`;
}

/** @throws Failure storage for a file that can't be written, usage for a command that fails */
export function installTimer({ files, commands }: TimerPlan): void {
  for (const { path, text, encoding } of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { encoding, mode: 0o644 });
    } catch (error) {
      throw new Failure('storage', `${path} can't be written: check its folder.`, {}, error);
    }
  }
  for (const words of commands) runCommand(words);
}

export function uninstallTimer({ files, undoing }: TimerPlan): void {
  for (const words of undoing) runCommand(words);
  for (const { path } of files) rmSync(path, { force: true });
}

function runCommand([program = '', ...rest]: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, rest, { encoding: 'utf8' });
  if (status === 0) return;
  const said = error === undefined ? stderr.trim().split('\n')[0] : error.message;
  throw new Failure('usage', `"${[program, ...rest].join(' ')}" did not succeed: ${said ?? ''}`);
}
