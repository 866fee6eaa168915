import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';
import type { EventHint, LearnedEvent } from '../model/live-event.ts';
import type { Product } from '../model/record-type.ts';
import { asStorageFailure } from '../staging/database.ts';
import type { NewDelivery } from '../staging/live/deliveries.ts';
import { learnEvents } from '../staging/live/event-numbers.ts';
import { applyNext, type ReadEvents } from './apply-deliveries.ts';
import type { LiveStore } from './live-store.ts';

/** One captured delivery; given by the connectors, which alone know wire JSON. */
export interface CapturedDelivery {
  readonly product: Product;
  readonly body: string;
  readonly hint: EventHint;
  readonly receivedMs: number | null;
  readonly learned: LearnedEvent | null;
}

export interface ImportReaders {
  readonly line: (text: string) => CapturedDelivery | string;
  /** The entries of a file that is one JSON list; null if it is none. */
  readonly whole: (text: string) => readonly string[] | null;
  readonly events: () => ReadEvents;
}

export interface ImportProgress {
  readonly lines: number;
  readonly imported: number;
  readonly repeated: number;
  /** Lines that could not be read, by number from 1; the first hundred. */
  readonly bad: readonly { readonly line: number; readonly why: string }[];
  readonly badLines: number;
}

export interface ImportOptions {
  readonly readers: ImportReaders;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

const AT_ONCE = 500;
const MOST_BAD_NAMED = 100;
/** A file without line ends is read at once, so it can't be any size. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

/**
 * Takes captured deliveries from a file into the inbox, by the rules of those that arrive, and unverified. A line that can't be
 * read is named and passed. Importing a file twice changes nothing: its bodies are known. @throws Failure usage, storage, cancelled
 */
export async function importFile(
  store: LiveStore,
  path: string,
  { readers, now, signal, onProgress }: ImportOptions,
): Promise<ImportProgress> {
  const told = { lines: 0, imported: 0, repeated: 0, badLines: 0 };
  const bad: { line: number; why: string }[] = [];
  let batch: NewDelivery[] = [];
  const progress = (): ImportProgress => ({ ...told, bad: [...bad] });
  const flush = async (): Promise<void> => {
    if (signal?.aborted === true)
      throw new Failure('cancelled', 'The import was stopped; what was imported is kept.');
    told.repeated += store.deliveries.add(batch);
    told.imported += batch.length;
    batch = [];
    while (applyNext(store, readers.events(), AT_ONCE) > 0);
    onProgress?.(progress());
    await setImmediate();
  };
  for await (const text of linesOf(path, readers.whole)) {
    told.lines += 1;
    if (text.trim() === '') continue;
    const read = readers.line(text);
    if (typeof read === 'string') {
      told.badLines += 1;
      if (bad.length < MOST_BAD_NAMED) bad.push({ line: told.lines, why: read });
      continue;
    }
    if (read.learned !== null)
      learnEvents(store.db, [{ ...read.learned, source: 'an imported delivery log' }], now());
    const body = Buffer.from(read.body);
    const digest = createHash('sha256').update(body).digest('hex');
    const { product, hint } = read;
    const receivedMs = read.receivedMs ?? now();
    batch.push({ product, receivedMs, verified: 'imported', hint, digest, body });
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  return progress();
}

/** The lines of a file, or the entries of one that is a single JSON list. @throws Failure usage, storage */
async function* linesOf(
  path: string,
  whole: ImportReaders['whole'],
): AsyncGenerator<string, void, void> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new Failure('usage', `${path} is no file.`);
    const entries =
      facts.size <= LARGEST_WHOLE
        ? whole((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
        : null;
    if (entries !== null) return yield* entries;
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
