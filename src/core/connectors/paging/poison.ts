import type { Cursor, ParsedRow, StreamName, StreamPage, StreamRecords } from '../connector.ts';
import { readRow, SKIPPED_MEMBER } from '../wire/read-row.ts';
import { SHAPES } from '../wire/shapes.ts';
import type { Place } from './page-plan.ts';

/** Records in a row that may be passed: more of them are no poison, but a server that fails. */
export const MOST_PASSED = 10;
/** The same, as long as the server has not given a single page. */
export const MOST_PASSED_AT_FIRST = 3;

/**
 * The page of a record on which the server fails (docs/api-facts.md E4). Its body is ours, because there was no answer:
 * reading it again gives the same unreadable row.
 */
export function poisonPage<S extends StreamName>(
  stream: S,
  place: Place,
  id: string | null,
  next: Cursor,
): StreamPage<S> {
  const item = {
    ...(id === null ? {} : { id }),
    [SKIPPED_MEMBER]: { afterId: place.afterId, skip: place.skip },
  };
  const rows: readonly ParsedRow<StreamRecords[S]>[] = [readRow(SHAPES[stream], item)];
  const body = Buffer.from(JSON.stringify({ list: [item], total: null }));
  return { stream, body, rows, overlap: 0, total: null, next, isEnd: false };
}
