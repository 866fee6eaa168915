import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';
import type { EventHint, LearnedEvent } from '../model/live-event.ts';
import type { ImportProgress } from '../model/live-import.ts';
import type { Product } from '../model/record-type.ts';
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
  readonly events: () => ReadEvents;
}

export interface ImportOptions {
  readonly readers: ImportReaders;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

const AT_ONCE = 500;
const MOST_BAD_NAMED = 100;

/**
 * Takes captured deliveries into the inbox, by the rules of those that arrive, and unverified. A line that can't be read is named
 * and passed. Importing lines twice changes nothing: their bodies are known. @throws Failure usage, storage, cancelled
 */
export async function importLines(
  store: LiveStore,
  lines: Iterable<string> | AsyncIterable<string>,
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
  for await (const text of lines) {
    if (told.lines > 0 && told.lines % AT_ONCE === 0) await flush();
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
  }
  await flush();
  return progress();
}
