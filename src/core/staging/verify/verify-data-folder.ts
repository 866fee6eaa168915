import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../model/failure.ts';
import type { VerifyProblem, VerifyStep } from '../../model/verification.ts';
import { asStorageFailure } from '../database.ts';
import type { ReadPage } from './check-capture.ts';
import { modeProblems } from './open-to-others.ts';
import { verifyWorkspace } from './verify-workspace.ts';

export interface VerifyOptions {
  /** Only this one; default all. */
  readonly workspace?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks every file of the data folder's workspaces and tells what it finds, workspace by workspace. It only reads, also
 * while others write. One question to a large file may take many seconds, in which nothing else happens in this thread;
 * between them it looks at the signal.
 * @throws Failure usage for a workspace that isn't there, storage, cancelled
 */
export async function* verifyDataFolder(
  dataFolder: string,
  readPage: ReadPage,
  { workspace, signal }: VerifyOptions,
): AsyncGenerator<VerifyStep, void, void> {
  const known = foldersIn(join(dataFolder, 'workspaces'));
  if (workspace !== undefined && !known.includes(workspace))
    throw new Failure(
      'usage',
      `There is no workspace "${workspace}" in ${dataFolder}.${known.length > 0 ? ` Known: ${known.join(', ')}.` : ''}`,
    );
  for (const name of workspace === undefined ? known : [workspace]) {
    for (const step of verifyWorkspace(join(dataFolder, 'workspaces', name), readPage)) {
      if (signal?.aborted === true)
        throw new Failure('cancelled', 'Verifying was stopped; nothing was changed.');
      yield step;
      await setImmediate();
    }
  }
  yield { kind: 'data_folder', problems: besideWorkspaces(dataFolder) };
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw asStorageFailure(error, folder);
  }
}

const KEYS = 'keys.json';

function besideWorkspaces(dataFolder: string): VerifyProblem[] {
  const parts = readdirSync(dataFolder).filter((name) => /^\.keys-.*\.part$/.test(name));
  return [
    ...(existsSync(join(dataFolder, KEYS)) && !isJsonObject(join(dataFolder, KEYS))
      ? [
          {
            file: KEYS,
            severity: 'damage' as const,
            sentence:
              'The file of the tokens is damaged: bring it back from a copy, or move it away and enter the tokens anew.',
          },
        ]
      : []),
    ...modeProblems(dataFolder, [KEYS, ...parts], '600'),
    ...parts.map((file) => ({
      file,
      severity: 'warning' as const,
      sentence: 'It was left by a program that was killed, and is harmless: it can be deleted.',
    })),
  ];
}

/** No word of it may get out, and JSON.parse quotes what it could not read. */
function isJsonObject(path: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && 'version' in value;
  } catch {
    return false;
  }
}
