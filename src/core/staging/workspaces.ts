import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/failure.ts';
import { asStorageFailure, type Db } from './database.ts';
import { openWorkspaceFile } from './workspace-file.ts';

/** One customer's folder: the workspace file, and a capture file for each run. */
export interface Workspace {
  readonly name: string;
  readonly folder: string;
  readonly db: Db;
  capturePath(runId: string): string;
  /** Where a run's power test plants its errors. */
  plantedPath(runId: string): string;
  /** Findings of a run that goes on, as far as they can be told. */
  provisionalPath(runId: string): string;
}

/** Names that would lead to another folder, or to none, once the data folder is on a disk of Windows. */
const ELSEWHERE_ANOTHER = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[. ]$/i;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u;

/**
 * Opens a customer's workspace under the data folder; makes it when `create` is set.
 * @throws Failure usage for a name that can't be one or isn't known, storage for a file that can't be opened
 */
export function openWorkspace(
  dataFolder: string,
  name: string,
  options: { create?: boolean; readonly?: boolean } = {},
): Workspace {
  if (!NAME.test(name) || name.endsWith('.')) {
    throw new Failure(
      'usage',
      `"${name}" cannot be a workspace's name: use up to 63 letters, digits, spaces, dots, dashes.`,
    );
  }
  const folder = join(dataFolder, 'workspaces', name);
  const path = join(folder, 'workspace.sqlite');
  if (!existsSync(path) && options.create === true && ELSEWHERE_ANOTHER.test(name)) {
    throw new Failure(
      'usage',
      `"${name}" cannot be a workspace's name: Windows takes it for a device, or leaves its last character out.`,
    );
  }
  if (!existsSync(path) && !options.create) {
    const known = listWorkspaces(dataFolder);
    const hint =
      known.length > 0
        ? `Known: ${known.join(', ')}.`
        : 'There is none yet: run "tieout audit" first.';
    throw new Failure('usage', `There is no workspace "${name}" in ${dataFolder}. ${hint}`);
  }
  try {
    if (options.create) mkdirSync(join(folder, 'runs'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw asStorageFailure(error, folder);
  }
  const db = openWorkspaceFile(path, options.readonly ?? false);
  try {
    if (options.create) nameWorkspace(db, name);
  } catch (error) {
    db.close();
    throw asStorageFailure(error, path);
  }
  const inRuns = (file: string): string => join(folder, 'runs', file);
  return {
    name,
    folder,
    db,
    capturePath: (runId) => inRuns(`${runId}.sqlite`),
    plantedPath: (runId) => inRuns(`${runId}.power.sqlite`),
    provisionalPath: (runId) => inRuns(`${runId}.provisional.sqlite`),
  };
}

/** Names of the workspaces in a data folder; none if there is no such folder. */
export function listWorkspaces(dataFolder: string): string[] {
  const folder = join(dataFolder, 'workspaces');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'workspace.sqlite')))
    .sort();
}

function nameWorkspace(db: Db, name: string): void {
  if (db.prepare('SELECT count(*) FROM workspace').pluck().get() !== 0) return;
  // Asked again in the same statement: another process may be making it too.
  db.prepare(
    `INSERT INTO workspace (name, created_utc, settings, id)
    SELECT ?, ?, ?, lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM workspace)`,
  ).run([name, new Date().toISOString(), '{}']);
}
