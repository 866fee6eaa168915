import { createHash } from 'node:crypto';
import type { Db } from '../database.ts';
import type { Found } from './check-file.ts';

const EVERY = 1000;
/** The schema since which deliveries are counted as they come. */
const COUNTED_SINCE = 20;

/** Whether deliveries are those that came, and whether what follows from them is there. Yields the share that is done. */
export function* checkLive(db: Db, found: Found, schema: number): Generator<number, void, void> {
  const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
  const newest = count('SELECT coalesce(max(seq), 0) FROM delivery');
  if (count('SELECT seq FROM applied') > newest)
    found(
      'damage',
      'It says that more deliveries were looked into than there are. Bring it back from a copy.',
    );
  if (
    schema >= COUNTED_SINCE &&
    count('SELECT coalesce(sum(deliveries), 0) FROM delivery_count') !==
      count('SELECT count(*) FROM delivery')
  )
    found('damage', 'It counts other deliveries than there are. Bring it back from a copy.');
  let wrong = 0;
  let seen = 0;
  // An empty one was removed when its time had come.
  const bodies = db.prepare('SELECT seq, digest, body FROM delivery WHERE length(body) > 0');
  for (const row of bodies.iterate() as IterableIterator<{ digest: string; body: Buffer }>) {
    if (createHash('sha256').update(row.body).digest('hex') !== row.digest) wrong += 1;
    seen += 1;
    if (seen % EVERY === 0) yield Math.min(1, seen / newest);
  }
  if (wrong > 0)
    found(
      'damage',
      `${wrong} of its ${seen} deliveries are not those that came: their digests are others. Bring it back from a copy.`,
    );
  const without = count(
    `SELECT count(*) FROM live_side s WHERE s.product = 'raise' AND NOT EXISTS
       (SELECT 1 FROM live_record r WHERE r.record_type = s.record_type AND r.raise_id = s.id)`,
  );
  if (without > 0)
    found('damage', `${without} of its Raise records have no row. Bring it back from a copy.`);
}
