import { open } from 'node:fs/promises';
import { throwIfCancelled } from './cancel.ts';

const CHUNK = 256 * 1024;

/** Writes a text piece by piece into a new file (mode 0600), in chunks, so that memory stays small. */
export async function writeTextFile(
  path: string,
  pieces: Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    let chunk: string[] = [];
    let length = 0;
    for (const piece of pieces) {
      chunk.push(piece);
      length += piece.length;
      if (length < CHUNK) continue;
      throwIfCancelled(signal);
      await file.appendFile(chunk.join(''));
      chunk = [];
      length = 0;
    }
    await file.appendFile(chunk.join(''));
  } finally {
    await file.close();
  }
}
