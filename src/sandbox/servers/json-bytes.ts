import { PageRows } from '../query/page-rows.ts';

const FIRST_SIZE = 4 * 1_048_576;
const MOST_FREE = 4;
/** A character takes at most three bytes for each unit of its text. */
const MOST_BYTES = 3;

/** Bytes in memory that is used again: `free` says that nobody reads them any more. */
export interface LentBytes {
  readonly bytes: Buffer;
  readonly free: () => void;
}

const waiting: Buffer[] = [];

/**
 * The bytes of `JSON.stringify(body)`, made of the rows of its lists one by one: a page as one text, or in new memory each time,
 * costs the process far more than its bytes.
 */
export function jsonBytes(body: unknown): LentBytes {
  let memory = waiting.pop() ?? Buffer.allocUnsafeSlow(FIRST_SIZE);
  let length = 0;
  for (const text of textsOf(body)) {
    const needed = length + text.length * MOST_BYTES;
    if (needed > memory.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, memory.length * 2));
      memory.copy(larger, 0, 0, length);
      memory = larger;
    }
    length += memory.write(text, length);
  }
  const used = memory;
  return {
    bytes: used.subarray(0, length),
    free: () => {
      if (waiting.length < MOST_FREE && used.length === FIRST_SIZE) waiting.push(used);
    },
  };
}

/** The text in pieces: each row of a list is one. */
function* textsOf(body: unknown): IterableIterator<string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    yield JSON.stringify(body);
    return;
  }
  let before = '{';
  for (const [name, value] of Object.entries(body) as [string, unknown][]) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (Array.isArray(value) || value instanceof PageRows) yield* rowTexts(value);
    else yield JSON.stringify(value);
  }
  yield before === '{' ? '{}' : '}';
}

function* rowTexts(rows: Iterable<unknown>): IterableIterator<string> {
  let before = '[';
  for (const row of rows) {
    yield before + JSON.stringify(row ?? null);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
