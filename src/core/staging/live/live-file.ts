import { join } from 'node:path';
import { openDatabase, type Db } from '../database.ts';
import { LIVE_MIGRATIONS } from './live-schema.ts';

export const LIVE_FILE = 'live.sqlite';

/** Opens a workspace's file of webhooks, or makes it. @throws Failure storage */
export function openLiveFile(folder: string): Db {
  return openDatabase(join(folder, LIVE_FILE), { what: 'live', migrations: LIVE_MIGRATIONS });
}
