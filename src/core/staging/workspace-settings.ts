import type { Db } from './database.ts';

/** What a workspace file says of itself. Settings are whatever was stored: whoever reads them parses them. */
export interface WorkspaceFacts {
  /** Random, so that two customers of one name on two machines stay two. */
  readonly id: string;
  readonly name: string;
  readonly createdUtc: string;
  readonly settings: unknown;
}

/** A workspace's name, age and settings as they are stored, still to be parsed. @throws Failure storage if the file names none */
export function workspaceFacts(db: Db): WorkspaceFacts {
  const row = db.prepare('SELECT id, name, created_utc, settings FROM workspace').get() as
    { id: string; name: string; created_utc: string; settings: string } | undefined;
  if (row === undefined) throw new Error('The workspace file has no row for its workspace.');
  return {
    id: row.id,
    name: row.name,
    createdUtc: row.created_utc,
    settings: JSON.parse(row.settings) as unknown,
  };
}

/** Puts these settings in the place of the old. */
export function saveWorkspaceSettings(db: Db, settings: object): void {
  db.prepare('UPDATE workspace SET settings = ?').run([JSON.stringify(settings)]);
}
