import type { Db } from './database.ts';

/** Ids above `after`, up to and with `upTo`. */
export interface IdRange {
  readonly after: number;
  readonly upTo: number;
}

/** So many rows are worked on at a time: some hundredths of a second. */
const ROWS = 20_000;

/**
 * Divides a table by an indexed column, so that work on all its rows can pause in between. Rows of the same id come in the same range,
 * and whatever has an id lies in one of them. While a range is worked on, no statement is open.
 */
export function* idRanges(
  db: Db,
  table: string,
  column = 'id',
  rows = ROWS,
): IterableIterator<IdRange> {
  const end = db
    .prepare(
      `SELECT ${column} FROM ${table} WHERE ${column} > ? ORDER BY ${column} LIMIT 1 OFFSET ${rows - 1}`,
    )
    .pluck();
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const upTo = (end.get([after]) as number | undefined) ?? Number.MAX_SAFE_INTEGER;
    yield { after, upTo };
    if (upTo === Number.MAX_SAFE_INTEGER) return;
    after = upTo;
  }
}

/** SQL: an id lies in a range. */
export function inRange(id: string, { after, upTo }: IdRange): string {
  return `${id} > ${after} AND ${id} <= ${upTo}`;
}
