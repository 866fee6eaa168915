import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../core/model/failure.ts';
import { parseVault } from './vault.ts';
import type { Vault } from './vault.ts';

/** What the file held at one moment. */
export interface VaultRead {
  readonly text: string | null;
  readonly vault: Vault | null;
}

/** Null when there is no file. @throws Failure storage when it can't be read or is no vault */
export function readVault(path: string): VaultRead {
  const text = readText(path);
  return { text, vault: text === null ? null : parseVault(text, path) };
}

/**
 * Puts a vault (null: none) in the place of what was read, complete or not at all: mode 0600 in a folder of 0700.
 * False, and nothing done, when another process has written meanwhile: read again and decide again. No lock, because
 * a killed process would leave it behind; between the last look and the rename is no more than one system call.
 * @throws Failure storage
 */
export function replaceVault(path: string, read: VaultRead, vault: Vault | null): boolean {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeAbandoned(folder);
    if (vault === null) {
      if (readText(path) !== read.text) return false;
      rmSync(path, { force: true });
    } else {
      const temporaryPath = join(folder, `${PREFIX}${randomBytes(8).toString('hex')}${SUFFIX}`);
      try {
        writeThrough(temporaryPath, `${JSON.stringify(vault, null, 2)}\n`);
        if (readText(path) !== read.text) return false;
        renameSync(temporaryPath, path);
      } finally {
        rmSync(temporaryPath, { force: true });
      }
    }
    flushFolder(folder);
    return true;
  } catch (error) {
    throw storageFailure(error, path, 'written');
  }
}

const PREFIX = '.keys-';
const SUFFIX = '.part';
const ABANDONED_AFTER_MS = 10 * 60_000;

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw storageFailure(error, path, 'read');
  }
}

/** To the disk itself, or a power cut after the rename could leave an empty file. */
function writeThrough(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The rename itself must last: the old key is thrown away next. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return; // which can't open a folder
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some network file systems can't flush a folder; the file is in place all the same.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error;
  } finally {
    closeSync(handle);
  }
}

/** What a killed write left; old ones only, because another process may be writing now. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) continue;
    const path = join(folder, name);
    const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (writtenAt !== undefined && Date.now() - writtenAt > ABANDONED_AFTER_MS) {
      rmSync(path, { force: true });
    }
  }
}

function storageFailure(error: unknown, path: string, done: 'read' | 'written'): Failure {
  if (error instanceof Failure) return error;
  const advice =
    codeOf(error) === 'ENOSPC'
      ? 'the disk is full, free some space'
      : 'check the permissions of the file and its folder';
  const sentence = `The file of the tokens cannot be ${done}: ${advice}. (${path})`;
  return new Failure('storage', sentence, {}, error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
