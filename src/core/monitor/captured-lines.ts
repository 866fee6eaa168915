import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import { asStorageFailure } from '../staging/database.ts';

/** The entries of a text that is one JSON list; null if it is none. */
export type WholeReader = (text: string) => readonly string[] | null;

/** A file without line ends is read at once, so it can't be any size. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

/** The lines of a file, or the entries of one that is a single JSON list. @throws Failure usage, storage */
export async function* linesOfFile(
  path: string,
  whole: WholeReader,
): AsyncGenerator<string, void, void> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new Failure('usage', `${path} is no file.`);
    if (facts.size <= LARGEST_WHOLE) return yield* linesOfText(await readFile(path, 'utf8'), whole);
    let rest = '';
    for await (const piece of createReadStream(path, 'utf8')) {
      const lines = (rest + String(piece)).split(/\r?\n/);
      rest = lines.pop() ?? '';
      if (rest.length > LARGEST_WHOLE)
        throw new Failure('usage', `A line of ${path} is too long to be a delivery.`);
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new Failure('usage', `There is no file ${path}.`, {}, error);
    throw asStorageFailure(error, path);
  }
}

/** The lines of a text, or the entries of one that is a single JSON list. */
export function* linesOfText(text: string, whole: WholeReader): Generator<string, void, void> {
  const plain = text.replace(/^\uFEFF/, '');
  const entries = whole(plain);
  if (entries !== null) return yield* entries;
  for (let from = 0; from < plain.length;) {
    const end = plain.indexOf('\n', from);
    const line = plain.slice(from, end === -1 ? plain.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    from = end === -1 ? plain.length : end + 1;
  }
}
