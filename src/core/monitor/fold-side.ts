import type { LiveEvent } from '../model/live-event.ts';
import type { LiveSide } from '../staging/live/sides.ts';

/** An event with what is known of the delivery that brought it. */
export interface ArrivedEvent {
  readonly event: LiveEvent;
  readonly receivedMs: number;
  readonly digest: string;
}

/**
 * A record after one more of its events. No order of events changes what comes out: instants are least and greatest, counts
 * are sums, and the facts are those of the event with the greatest key (not a deletion, when the record says it changed, body).
 */
export function foldSide(side: LiveSide | null, arrived: ArrivedEvent): LiveSide {
  const { event, receivedMs } = arrived;
  const { product, recordType, id, what, facts } = event;
  const isDeletion = what === 'deleted';
  const news = {
    rank: isDeletion ? 0 : 1,
    orderMs: event.changedAt ?? receivedMs,
    orderDigest: arrived.digest,
    facts,
  };
  if (side === null)
    return {
      product,
      recordType,
      id,
      firstMs: receivedMs,
      lastMs: receivedMs,
      events: 1,
      created: what === 'created' ? 1 : 0,
      updated: what === 'updated' ? 1 : 0,
      deleted: isDeletion ? 1 : 0,
      deletedMs: isDeletion ? receivedMs : null,
      ...news,
    };
  const newest = isLater(news, side) ? news : side;
  return {
    ...side,
    firstMs: Math.min(side.firstMs, receivedMs),
    lastMs: Math.max(side.lastMs, receivedMs),
    events: side.events + 1,
    created: side.created + (what === 'created' ? 1 : 0),
    updated: side.updated + (what === 'updated' ? 1 : 0),
    deleted: side.deleted + (isDeletion ? 1 : 0),
    // Ids are never used again, so nothing that comes after a deletion undoes it.
    deletedMs: isDeletion ? Math.min(side.deletedMs ?? receivedMs, receivedMs) : side.deletedMs,
    rank: newest.rank,
    orderMs: newest.orderMs,
    orderDigest: newest.orderDigest,
    facts: newest.facts,
  };
}

type Order = Pick<LiveSide, 'rank' | 'orderMs' | 'orderDigest'>;

function isLater(one: Order, other: Order): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  if (one.orderMs !== other.orderMs) return one.orderMs > other.orderMs;
  return one.orderDigest > other.orderDigest;
}
