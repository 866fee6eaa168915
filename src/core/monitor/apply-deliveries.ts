import type { EventHint, ReadDelivery } from '../model/live-event.ts';
import type { Product } from '../model/record-type.ts';
import {
  inRepeatableTransaction,
  markApplied,
  type StoredDelivery,
} from '../staging/live/deliveries.ts';
import type { LiveSide } from '../staging/live/sides.ts';
import { noteOtherKinds, noteUnread } from '../staging/live/unread.ts';
import { foldSide } from './fold-side.ts';
import type { LiveStore } from './live-store.ts';
import { linkSide, refold, Stale } from './refold.ts';

/** Reads a body; given by the connectors, which alone know wire JSON. */
export type ReadEvents = (product: Product, body: string, hint: EventHint) => ReadDelivery;

/**
 * Applies the next deliveries of the inbox: reads them, folds them into their records and rows, and says so, all in one
 * transaction, so that whatever is killed is done again or was done.
 * @returns how many deliveries; 0 when none waits @throws Failure storage
 */
export function applyNext(store: LiveStore, readEvents: ReadEvents, limit: number): number {
  const waiting = store.deliveries.waiting(limit);
  const last = waiting.at(-1);
  if (last === undefined) return 0;
  inRepeatableTransaction(store.db, () => {
    const sides = new Map<string, LiveSide>();
    for (const delivery of waiting) applyOne(store, delivery, readEvents, sides);
    const stale = new Stale();
    for (const side of sides.values()) store.sides.put(side);
    for (const side of sides.values()) linkSide(store, side, stale);
    refold(store, stale);
    markApplied(store.db, last.seq);
  });
  return waiting.length;
}

function applyOne(
  store: LiveStore,
  { seq, product, body, hint, receivedMs, digest }: StoredDelivery,
  readEvents: ReadEvents,
  sides: Map<string, LiveSide>,
): void {
  const { events, otherKinds, unreadable } = readEvents(product, body, hint);
  for (const event of events) {
    const { recordType, id } = event;
    const key = `${product} ${recordType} ${id}`;
    const before = sides.get(key) ?? store.sides.get(product, recordType, id);
    sides.set(key, foldSide(before, { event, receivedMs, digest }));
  }
  if (otherKinds.length > 0) noteOtherKinds(store.db, product, otherKinds);
  if (unreadable.length > 0) noteUnread(store.db, seq, unreadable);
}
