import { execFileSync, spawnSync } from 'node:child_process';

/** The path of a program, or null where it is not installed. */
export function findTool(name: string): string | null {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: 'pipe' }).trim() || null;
  } catch {
    return null;
  }
}

/** A Python that has openpyxl: Debian's own, where another one stands before it. */
export function pythonWithOpenpyxl(): string | null {
  const has = (python: string): boolean =>
    spawnSync(python, ['-c', 'import openpyxl']).status === 0;
  return ['python3', '/usr/bin/python3'].find(has) ?? null;
}
