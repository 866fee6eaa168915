import { randomUUID } from 'node:crypto';
import { Failure, isFailure } from '../../model/failure.ts';
import { keepTrying } from './keep-trying.ts';
import type { StoreAddress } from './store-address.ts';
import { isPassing } from './store-failure.ts';
import { openStore, type Store } from './store.ts';

/** What a process holds while it spends a customer's quota, where others that could are on other machines. */
export interface Lease {
  /** Aborted when the lease is lost, or can't be shown to be held any more: then nothing may be asked. */
  readonly signal: AbortSignal;
  /** Why it was lost; null while it is held. */
  readonly lost: Failure | null;
  /** Lets go of it; a second time does nothing. */
  release(): Promise<void>;
}

export interface LeaseOrder {
  readonly address: StoreAddress;
  /** What is held: the workspace and the quotas, by names that tell no secret. */
  readonly keys: readonly string[];
  /** How others are told who holds it: "the command line, process 12 on host-a, workspace Hope". */
  readonly words: string;
  /** How long it outlives a holder that was killed. */
  readonly ttlMs?: number;
  /** How long a store that can't be reached is tried before it is refused. */
  readonly patienceMs?: number;
}

const TTL_MS = 120_000;
const PATIENCE_MS = 30_000;
/** It is renewed so often in its time, so that a restart of the server passes unnoticed. */
const RENEWALS = 6;

/**
 * Takes the lease; whoever holds any of its keys is told. Until when it holds is the server's clock's to say; this process gives it up a
 * little before, by how long ago it was last renewed. @throws Failure held_elsewhere, network, usage
 */
export async function takeLease(order: LeaseOrder): Promise<Lease> {
  const { ttlMs = TTL_MS, patienceMs = PATIENCE_MS } = order;
  const holder = randomUUID();
  try {
    const heldMs = await keepTrying({ patienceMs }, async () => {
      const askedMs = performance.now();
      await withStore(order.address, (store) => claim(store, order, holder, ttlMs));
      return askedMs;
    });
    return keepLease(order, { holder, ttlMs, heldMs });
  } catch (error) {
    throw isPassing(error) ? unproved(order, error) : error;
  }
}

function keepLease(
  order: LeaseOrder,
  held: { readonly holder: string; readonly ttlMs: number; heldMs: number },
): Lease {
  const { ttlMs, holder } = held;
  const given = new AbortController();
  let lost: Failure | null = null;
  let isReleased = false;
  let working: Promise<void> = Promise.resolve();
  const give = (failure: Failure): void => {
    lost ??= failure;
    clearInterval(timer);
    given.abort();
  };
  const renewOnce = async (): Promise<void> => {
    if (isReleased || lost !== null) return;
    const askedMs = performance.now();
    try {
      await withStore(order.address, (store) => renew(store, order, holder, ttlMs));
      held.heldMs = askedMs;
    } catch (error) {
      if (isFailure(error, 'held_elsewhere')) give(error);
      else if (!isPassing(error)) give(unproved(order, error));
    }
  };
  const timer = setInterval(() => {
    // Whatever the renewal waits for: from here on another one may have it.
    if (performance.now() - held.heldMs > ttlMs * (1 - 2 / RENEWALS)) give(unproved(order, null));
    else if (!isWorking) {
      isWorking = true;
      working = renewOnce().finally(() => (isWorking = false));
    }
  }, ttlMs / RENEWALS);
  let isWorking = false;
  // It must not keep a process alive that has nothing else to do.
  timer.unref();
  return {
    signal: given.signal,
    get lost() {
      return lost;
    },
    release: async () => {
      if (isReleased) return;
      isReleased = true;
      clearInterval(timer);
      await working;
      try {
        await withStore(order.address, (store) =>
          store.ask('DELETE FROM tieout.lease WHERE holder = $1', [holder]),
        );
      } catch (error) {
        // It lapses by itself.
        if (!(error instanceof Failure)) throw error;
      }
    },
  };
}

/** A connection for a moment: of hundreds of audits under way, few have one at the same time. */
async function withStore<T>(address: StoreAddress, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(address);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function claim(
  store: Store,
  { keys, words }: LeaseOrder,
  holder: string,
  ttlMs: number,
): Promise<void> {
  const sorted = [...new Set(keys)].toSorted();
  await store.together(async () => {
    // In one order, so that two who come at once don't wait for each other.
    const taken = await store.ask(
      `INSERT INTO tieout.lease AS held (key, holder, words, taken, expires)
      SELECT key, $2, $3, clock_timestamp(), clock_timestamp() + make_interval(secs => $4)
      FROM unnest($1::text[]) WITH ORDINALITY AS wanted (key, place) ORDER BY place
      ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, words = excluded.words, taken = excluded.taken, expires = excluded.expires
      WHERE held.expires <= clock_timestamp() OR held.holder = excluded.holder
      RETURNING key`,
      [sorted, holder, words, ttlMs / 1000],
    );
    if (taken.length < sorted.length) throw await heldElsewhere(store, sorted, holder);
  });
}

async function renew(
  store: Store,
  { keys }: LeaseOrder,
  holder: string,
  ttlMs: number,
): Promise<void> {
  const wanted = [...new Set(keys)];
  const renewed = await store.ask(
    `UPDATE tieout.lease SET expires = clock_timestamp() + make_interval(secs => $2) WHERE holder = $1 RETURNING key`,
    [holder, ttlMs / 1000],
  );
  if (renewed.length < wanted.length) throw await heldElsewhere(store, wanted, holder);
}

async function heldElsewhere(
  store: Store,
  keys: readonly string[],
  holder: string,
): Promise<Failure> {
  const [by] = await store.ask(
    `SELECT words, to_char(taken AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS since,
      ceil(extract(epoch FROM expires - clock_timestamp()))::int AS left
    FROM tieout.lease WHERE key = ANY ($1::text[]) AND holder <> $2 ORDER BY taken LIMIT 1`,
    [keys, holder],
  );
  const who =
    by === undefined
      ? 'another process'
      : `${String(by['words'])} (since ${String(by['since'])} UTC; if it was killed, for ${Math.max(0, Number(by['left']))} s more)`;
  return new Failure(
    'held_elsewhere',
    `This customer’s quota is being used by ${who}: nothing was asked. Try again when it has ended.`,
  );
}

function unproved({ address }: LeaseOrder, cause: unknown): Failure {
  if (isFailure(cause, 'usage')) return cause;
  return new Failure(
    'network',
    `The shared store ${address.shown} can’t be reached, so nobody knows whether another process uses this customer’s quota: nothing is asked until it can. Where no other process ever audits this customer, TIEOUT_LEASE=off goes without.`,
    {},
    cause,
  );
}
