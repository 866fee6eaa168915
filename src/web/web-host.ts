import { access } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { Failure } from '../core/model/failure.ts';
import { endFaulty, refuse } from './answer.ts';
import { makeDoor } from './door.ts';
import { makeEngineSockets } from './engine-sockets.ts';
import { WEB_LIMITS, type WebLimits } from './limits.ts';
import { listenOnLoopback } from './listen.ts';
import { answerRequest, type WebAddress } from './requests.ts';

/** The browser-tab host while it runs. */
export interface WebHost {
  /** "http://127.0.0.1:PORT/#code=…", the newest; it works once and not for long. */
  readonly link: string;
  /** "http://127.0.0.1:PORT" */
  readonly origin: string;
  /** A new link in place of the last one. */
  newLink(): string;
  /** Ends every connection; may be called again. */
  close(): Promise<void>;
}

export interface WebHostOptions {
  /** Where the built page lies. */
  readonly pageFolder: string;
  /**
   * Gets one end of a channel for each page that came in; text (string) and bytes (Uint8Array) of the page come out of it.
   * Must throw if the engine has ended: what is posted to a dead worker is lost without a sound.
   */
  readonly connectEngine: (port: MessagePort) => void;
  /** A free one if left out. */
  readonly port?: number;
  /** The last page left some seconds ago and none came back. */
  readonly onAllGone?: () => void;
  readonly limits?: Partial<WebLimits>;
  readonly nowMs?: () => number;
}

/** Serves the page to browsers of this machine and pipes their WebSockets to the engine. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const limits = { ...WEB_LIMITS, ...options.limits };
  const pageFolder = resolve(options.pageFolder);
  await access(join(pageFolder, 'index.html')).catch((error: unknown) => {
    throw new Failure('usage', 'The page is not built: run "npm run build".', {}, error);
  });
  const door = makeDoor(limits, options.nowMs ?? Date.now);
  let address: WebAddress = { host: '', origin: '', connect: '' };
  const sockets = makeEngineSockets({
    address: () => address,
    door,
    limits,
    connectEngine: options.connectEngine,
    onAllGone: options.onAllGone ?? ((): void => undefined),
  });
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: limits.requestMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: 1000,
    requireHostHeader: false, // our own check says no, with our own headers
  });
  server.maxConnections = limits.connections;
  server.on('request', (request, response) => {
    const { bodyBytes } = limits;
    answerRequest(request, response, address, { pageFolder, door, bodyBytes }).catch(() => {
      // The asker went away in the middle, or we made a mistake; neither may end the host.
      if (response.headersSent || response.destroyed) response.destroy();
      else refuse(response, { status: 500, text: 'Failed' }, address.connect);
    });
  });
  // Browsers expect nothing; left to Node, these would get answers without our headers.
  for (const event of ['checkContinue', 'checkExpectation'])
    server.on(event, (_request, response: ServerResponse) =>
      refuse(response, { status: 417, text: 'Nothing to expect' }, address.connect),
    );
  server.on('upgrade', (request, connection, head) => sockets.upgrade(request, connection, head));
  server.on('clientError', (error, connection) => endFaulty(error, connection, address.connect));

  const host = `127.0.0.1:${await listenOnLoopback(server, options.port ?? 0)}`;
  address = { host, origin: `http://${host}`, connect: `ws://${host}` };
  const makeLink = (): string => `${address.origin}/#code=${door.newCode()}`;
  let link = makeLink();
  let closing: Promise<void> | undefined;
  return {
    get link() {
      return link;
    },
    origin: address.origin,
    newLink: () => {
      link = makeLink();
      return link;
    },
    close: () => (closing ??= closeAll()),
  };

  async function closeAll(): Promise<void> {
    const { promise, resolve: done } = Promise.withResolvers<void>();
    server.close(() => done());
    await sockets.close();
    server.closeAllConnections();
    await promise;
  }
}
