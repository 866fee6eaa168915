import { basename, dirname } from 'node:path';
import { Failure } from '../model/failure.ts';

/** What was being done when the file system refused. */
export type StorageStep = 'write' | 'replace';

/**
 * The failure behind an error of the file system, with one sentence that says what to do. Errors of another origin
 * (a defect, a failure, an abort) come back as they are.
 */
export function storageFailure(error: unknown, filePath: string, step: StorageStep): unknown {
  const code = errorCode(error);
  if (code === null) return error;
  return new Failure('storage', sentence(code, filePath, step), {}, error);
}

export function folderInTheWay(filePath: string): Failure {
  return new Failure('storage', `${filePath} is a folder: give the name of a file.`);
}

function sentence(code: string, filePath: string, step: StorageStep): string {
  const file = basename(filePath);
  const folder = dirname(filePath);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no folder ${folder}: create it, or export to another one.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full, ${file} was not written: free some space, or export to another disk.`;
    case 'EFBIG':
      return `${file} is larger than ${folder} allows: export fewer findings, or to another disk.`;
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return folderInTheWay(filePath).message;
    case 'EROFS':
      return `${folder} is read-only: export to another folder.`;
    case 'ENAMETOOLONG':
      return `The name ${file} is too long: choose a shorter one.`;
    case 'EBUSY':
    case 'ETXTBSY':
      return openElsewhere(file);
    case 'EACCES':
    case 'EPERM':
      // Windows answers so when another program holds the file that should be replaced.
      return step === 'replace'
        ? openElsewhere(file)
        : `You may not write in ${folder}: change its permissions, or export to another folder.`;
    default:
      return `${filePath} could not be written (${code}): check the disk, and export again.`;
  }
}

function openElsewhere(file: string): string {
  return `${file} could not be replaced, it may be open in another program: close it there and export again.`;
}

function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
