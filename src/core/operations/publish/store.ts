import { Socket } from 'node:net';
import type { Client } from 'pg';
import type { StoreAddress } from './store-address.ts';
import { asStoreFailure } from './store-failure.ts';
import { migrateStore } from './migrate-store.ts';
import type { StoreSession } from './store-session.ts';

/** One connection to the shared store, whose schema is as this Tieout knows it. */
export interface Store extends StoreSession {
  /** Which store it is, wherever it is reached. */
  readonly id: string;
  close(): Promise<void>;
}

/** Connects, and makes or renews the schema. @throws Failure usage, network, server_error */
export async function openStore(address: StoreAddress): Promise<Store> {
  const { shown } = address;
  // Loaded when needed: most commands never publish.
  const { default: pg } = await import('pg');
  const socket = new Socket();
  const client = new pg.Client({
    stream: () => socket,
    connectionString: address.url,
    ...(address.isEncryptionSettled ? {} : { ssl: true }),
    application_name: 'tieout',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  // A server that ends the connection says so here; whoever asks next is told.
  client.on('error', () => undefined);
  const ask: Store['ask'] = async (statement, values = []) => {
    try {
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
      return rows;
    } catch (error) {
      throw asStoreFailure(error, shown);
    }
  };
  const together = <T>(work: () => Promise<T>): Promise<T> => inTransaction(client, ask, work);
  try {
    await client.connect();
    const id = await migrateStore({ ask, together, shown });
    return { id, shown, ask, together, close: () => end(client, socket) };
  } catch (error) {
    await end(client, socket);
    throw asStoreFailure(error, shown);
  }
}

async function inTransaction<T>(
  client: Client,
  ask: Store['ask'],
  work: () => Promise<T>,
): Promise<T> {
  await ask('BEGIN');
  try {
    // Whoever holds a customer's row and is gone without a word lets go of it after this.
    await ask("SELECT set_config('idle_in_transaction_session_timeout', $1, true)", [IDLE]);
    const result = await work();
    await ask('COMMIT');
    return result;
  } catch (error) {
    // On a connection that is gone it is undone already.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

const CONNECT_MS = 10_000;
/** Longer than any statement takes; a customer that another publisher holds longer is done by that one. */
const ANSWER_MS = 60_000;
const IDLE = '300s';
const GOODBYE_MS = 2000;

/** A connection that is broken can't be ended in order, and one whose other end is silent is not waited for. */
async function end(client: Client, socket: Socket): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((done) => {
    timer = setTimeout(done, GOODBYE_MS);
  });
  await Promise.race([client.end().catch(() => undefined), enough]);
  clearTimeout(timer);
  socket.destroy();
}
