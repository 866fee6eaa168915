import { lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { VerifyProblem } from '../../model/verification.ts';
import type { WorkspaceFile } from '../remove-workspace.ts';

/** Tieout's own files; what else lies there may be read by whomever it is for. */
const OURS = /\.sqlite(\.\w+)?(-wal|-shm|-journal)?$|^writer\.lock|^audit-under-way$|\.part$/;

/** Files and folders of a workspace that others on this machine may read. Windows keeps that elsewhere. */
export function openToOthers(folder: string, files: readonly WorkspaceFile[]): VerifyProblem[] {
  const names = files.map(({ name }) => name).filter((name) => OURS.test(basename(name)));
  return [...modeProblems(folder, ['.', 'runs'], '700'), ...modeProblems(folder, names, '600')];
}

/** The problems of files whose mode gives others anything; `mode` is what it should be. */
export function modeProblems(
  folder: string,
  names: readonly string[],
  mode: '600' | '700',
): VerifyProblem[] {
  if (process.platform === 'win32') return [];
  return names.flatMap((name) => {
    const path = join(folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined || (found.mode & 0o077) === 0) return [];
    return {
      file: name,
      severity: 'warning',
      sentence: `Others on this machine may read it (mode ${(found.mode & 0o777).toString(8)}): chmod ${mode} "${path}".`,
    };
  });
}
