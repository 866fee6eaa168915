import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocketServer, type WebSocket } from 'ws';
import { refuseOnSocket, safetyHeaders } from './answer.ts';
import { awaitKey } from './await-key.ts';
import type { Door } from './door.ts';
import { CLOSE, endSocket } from './end-socket.ts';
import type { WebLimits } from './limits.ts';
import { joinPipe } from './pipe.ts';
import { pathOf, refuseAddress, refuseOrigin } from './refusal.ts';
import { ENGINE_PATH, type WebAddress } from './requests.ts';

/** The WebSockets of all tabs. */
export interface EngineSockets {
  /** Takes over a connection that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Ends them all, politely at first. */
  close(): Promise<void>;
}

export function makeEngineSockets(options: {
  address: () => WebAddress;
  door: Door;
  limits: WebLimits;
  connectEngine: (port: MessagePort) => void;
  onAllGone: () => void;
}): EngineSockets {
  const { address, door, limits, connectEngine, onAllGone } = options;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    handleProtocols: () => false,
  });
  const waiting = new Set<WebSocket>();
  const open = new Set<WebSocket>();
  let isClosing = false;
  let goneTimer: NodeJS.Timeout | undefined;

  server.on('headers', (headers) => {
    const safety = Object.entries(safetyHeaders(address().connect));
    headers.push(...safety.map(([name, value]) => `${name}: ${value}`));
  });
  server.on('wsClientError', (_error, connection) =>
    refuseOnSocket(connection, { status: 400, text: 'No WebSocket' }, address().connect),
  );

  const openPipe = (socket: WebSocket): void => {
    if (open.size >= limits.sockets) return endSocket(socket, CLOSE.tooManySockets);
    open.add(socket);
    clearTimeout(goneTimer);
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0) goneTimer = setTimeout(onAllGone, limits.allGoneMs).unref();
    });
    socket.send('{"ok":true}');
    const { port1, port2 } = new MessageChannel();
    joinPipe(socket, port1, limits.unsentBytes);
    try {
      connectEngine(port2);
    } catch {
      // An engine that just ended takes no port. The page hears that it is gone, as in any other moment.
      port1.close();
    }
  };

  const welcome = (socket: WebSocket, connection: Duplex): void => {
    // A page sends its key at once: who has waited longest for no key is the one to go, not whoever comes next.
    const [first] = waiting;
    if (waiting.size >= limits.sockets && first !== undefined) {
      waiting.delete(first);
      first.terminate();
    }
    waiting.add(socket);
    // What breaks the protocol is closed by ws itself, with the right code; it only wants someone to listen.
    socket.on('error', () => undefined);
    awaitKey(socket, connection, {
      waitMs: limits.keyWaitMs,
      isKey: (text) => door.isKey(text),
      done: (isRight) => {
        waiting.delete(socket);
        if (isRight) openPipe(socket);
        else endSocket(socket, CLOSE.wrongKey);
      },
    });
  };

  return {
    upgrade(request, connection, head) {
      // A connection that was kept alive can still ask while the others are being closed.
      if (isClosing) return void connection.destroy();
      const refusal =
        refuseAddress(request, address().host) ??
        (pathOf(request) === ENGINE_PATH ? null : { status: 404, text: 'Not found' }) ??
        refuseOrigin(request, address().origin);
      if (refusal !== null) return refuseOnSocket(connection, refusal, address().connect);
      server.handleUpgrade(request, connection, head, (socket) => welcome(socket, connection));
    },
    async close() {
      isClosing = true;
      await Promise.all([...server.clients].map(sayGoodbye));
      clearTimeout(goneTimer);
    },
  };
}

async function sayGoodbye(socket: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('close', () => resolve());
  endSocket(socket, CLOSE.hostEnds);
  await promise;
}
