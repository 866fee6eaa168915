import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Db } from '../database.ts';
import { LIVE_MIGRATIONS } from './live-schema.ts';

export const LIVE_FILE = 'live.sqlite';

/** Opens a workspace's file of webhooks, or makes it. @throws Failure storage */
export function openLiveFile(folder: string): Db {
  const db = openDatabase(join(folder, LIVE_FILE), { what: 'live', migrations: LIVE_MIGRATIONS });
  // A body that is removed is overwritten: it holds donors' data.
  db.pragma('secure_delete = ON');
  return db;
}

/** Whether a workspace has one: looking for it makes none. */
export function hasLiveFile(folder: string): boolean {
  return existsSync(join(folder, LIVE_FILE));
}
