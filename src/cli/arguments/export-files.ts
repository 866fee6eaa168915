import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { exportFormat } from '../../core/auditor.ts';
import { Failure } from '../../core/model/failure.ts';
import type { Arguments } from './parse.ts';
import { usage } from './usage.ts';

/** The files of --export, and those named without it, as absolute paths, checked before anything is read. @throws Failure usage, storage */
export function exportFiles(
  args: Arguments,
  folder: string,
  named: readonly string[] = [],
): string[] {
  const paths = [...named, ...args.many('export')].map((path) => resolve(folder, path));
  for (const [index, path] of paths.entries()) {
    exportFormat(path);
    if (paths.indexOf(path) !== index) throw usage(`${path} is named twice: name it once.`);
    checkFolder(path);
  }
  return paths;
}

function checkFolder(path: string): void {
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Failure(
      'storage',
      `There is no folder ${folder}: create it, or export to another one.`,
    );
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new Failure('storage', `${path} is a folder: give the name of a file.`);
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Failure(
      'storage',
      `You may not write in ${folder}: change its permissions, or export to another folder.`,
      {},
      error,
    );
  }
}
