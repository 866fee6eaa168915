import { once } from 'node:events';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeProxyFaults } from './proxy/proxy-faults.ts';
import { Relay } from './proxy/relay.ts';

const LISTEN_TRIES = 100;
const LISTEN_AGAIN_MS = 20;

export interface FaultProxyOptions {
  /** `http://127.0.0.1:port`; only this machine is ever connected to. */
  target: string;
  seed?: number;
  /** Grammar in proxy/proxy-faults.ts. */
  faults?: string;
}

export interface FaultProxy {
  /** Origin that stands in for the target's. */
  url: string;
  /** Connections and requests since the start; what a request is, proxy/relay.ts says. */
  counts(): { connections: number; requests: number };
  /**
   * Replaces the faults; their counters start anew.
   * @throws BadFaultSpec
   */
  setFaults(spec: string): void;
  /** Resets all connections and closes the port, as when the machine behind it dies. */
  goDown(): Promise<void>;
  /** Listens again, at the same port. */
  comeUp(): Promise<void>;
  close(): Promise<void>;
}

/** Passes bytes between clients and a target on this machine, with the faults of a bad connection. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const seed = options.seed ?? 1;
  const { hostname, port: targetPort, protocol } = new URL(options.target);
  if (protocol !== 'http:' || hostname !== '127.0.0.1' || targetPort === '')
    throw new Error('fault proxy: the target is http://127.0.0.1:port');
  let faults = makeProxyFaults(options.faults ?? '', seed);
  let [connections, requests] = [0, 0];
  let upTimer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const relays = new Set<Relay>();

  const server = createServer({ allowHalfOpen: true }, (client) => {
    connections += 1;
    const relay = new Relay(client, route, faults.next('connection'));
    if (!client.destroyed) relays.add(relay);
  });
  const route = {
    host: hostname,
    port: Number(targetPort),
    nextRequest() {
      requests += 1;
      return faults.next('request');
    },
    refuse(ms: number) {
      void goDown();
      upTimer = setTimeout(() => void comeUp().catch(() => undefined), ms);
    },
    ended: (relay: Relay) => relays.delete(relay),
  };
  const goDown = (): Promise<void> => {
    clearTimeout(upTimer);
    const down = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const relay of relays) relay.reset();
    return down;
  };
  const comeUp = async (): Promise<void> => {
    clearTimeout(upTimer);
    if (!isClosed && !server.listening) await listenAgain(server, port, () => isClosed);
  };
  await listenOnce(server, 0);
  const port = portOf(server);
  return {
    url: `http://127.0.0.1:${port}`,
    counts: () => ({ connections, requests }),
    setFaults(spec) {
      faults = makeProxyFaults(spec, seed);
    },
    goDown,
    comeUp,
    close() {
      isClosed = true;
      return goDown();
    },
  };
}

/** While the port was free, an outgoing connection of this machine may have taken it for a moment. */
async function listenAgain(server: Server, port: number, isClosed: () => boolean): Promise<void> {
  for (let tries = 1; !isClosed(); tries += 1) {
    try {
      await listenOnce(server, port);
      if (isClosed()) server.close();
      return;
    } catch (error) {
      if (tries === LISTEN_TRIES) throw error;
      await sleep(LISTEN_AGAIN_MS);
    }
  }
}

async function listenOnce(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('fault proxy: no port');
  return address.port;
}
