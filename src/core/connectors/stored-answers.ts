import { Failure } from '../model/failure.ts';
import type { ParsedRow, StoredAnswers, StreamName, StreamRecords } from './connector.ts';
import { openListing } from './wire/listing.ts';
import { readRow } from './wire/read-row.ts';
import { SHAPES } from './wire/shapes.ts';

/** Reads stored answers again; pure, so the same text gives the same rows at any later time. */
export const storedAnswers: StoredAnswers = { parsePage, parseRecord };

/** @throws Failure bad_answer for a text that no connector would have handed out */
export function parsePage<S extends StreamName>(
  stream: S,
  text: string,
): readonly ParsedRow<StreamRecords[S]>[] {
  const listing = openListing(parseJson(text));
  if (!listing)
    throw new Failure('bad_answer', 'A stored page holds no list; read the stream again.', {
      stream,
    });
  return listing.items.map((item) => readRow(SHAPES[stream], item));
}

/** @throws Failure bad_answer for a text that is no JSON */
export function parseRecord<S extends StreamName>(
  stream: S,
  text: string,
): ParsedRow<StreamRecords[S]> {
  return readRow(SHAPES[stream], parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('bad_answer', 'A stored answer is no JSON; read it again.', {}, error);
  }
}
