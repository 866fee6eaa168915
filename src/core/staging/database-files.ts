import { rmSync } from 'node:fs';

/** An SQLite file, and what SQLite lays beside it while it is open or was killed: ends of the paths. */
export const FILE_PARTS = ['', '-wal', '-shm', '-journal'] as const;

/** Removes an SQLite file that nobody has open, with what lies beside it; nothing if there is none. */
export function removeDatabase(path: string): void {
  for (const part of FILE_PARTS) rmSync(path + part, { force: true });
}
