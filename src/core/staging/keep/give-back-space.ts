import type { Db } from '../database.ts';

/** Less than this share of a file is used again by the next runs anyway. */
const LEAST_SHARE = 0.25;

/** Makes a file as small as what is in it, if much of it is free. Meanwhile nobody else can write to it. */
export function giveBackSpace(db: Db): void {
  const free = Number(db.pragma('freelist_count', { simple: true }));
  const pages = Number(db.pragma('page_count', { simple: true }));
  if (free < pages * LEAST_SHARE) return;
  db.exec('VACUUM');
  // It went through the write-ahead log, which would stay as large as the file.
  db.pragma('wal_checkpoint(TRUNCATE)');
}
