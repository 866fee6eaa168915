import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../src/contract/contract.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { StartLook } from '../../src/engine/provisional-looks.ts';
import { codeOf, makePageFolder } from '../web/web-client.ts';
import { makeDataFolder } from './temp-data.ts';

export type Client = ContractRouterClient<Contract>;

/** An engine in an empty data folder, reached in one of the three ways that hosts have. */
export interface Reached {
  readonly client: Client;
  readonly dataFolder: string;
  /** What the host wrote to its standard error; '' where the engine runs in this process. */
  errors(): string;
  /** Ends the engine and takes its folder away. */
  close(): Promise<void>;
}

export const startLook: StartLook = (order) =>
  new Worker(new URL('../../src/engine/provisional-worker.ts', import.meta.url), {
    workerData: order,
  });

export async function startEngine(dataFolder: string): Promise<Engine> {
  return createEngine({ dataFolder, version: 'test', window: null, startLook, hasKeyring: false });
}

export interface ReachedDirectly extends Reached {
  readonly engine: Engine;
  /** Ends the engine alone; its folder stays. */
  endEngine(): Promise<void>;
}

/** The contract without a transport. */
export async function reachDirectly(): Promise<ReachedDirectly> {
  const folder = makeDataFolder();
  const engine = await startEngine(folder.path);
  await engine.client.keys.choose({ backend: 'memory' });
  return {
    engine,
    client: engine.client,
    dataFolder: folder.path,
    errors: () => '',
    endEngine: () => engine.close(),
    close: async () => {
      await engine.close();
      folder.remove();
    },
  };
}

/** As the window's page does. */
export async function reachThroughPort(): Promise<Reached> {
  const folder = makeDataFolder();
  const engine = await startEngine(folder.path);
  const { port1, port2 } = new MessageChannel();
  engine.serve(port1);
  const client: Client = createORPCClient(new PortLink({ port: port2 }));
  await client.keys.choose({ backend: 'memory' });
  return {
    client,
    dataFolder: folder.path,
    errors: () => '',
    close: async () => {
      port2.close();
      await engine.close();
      folder.remove();
    },
  };
}

export interface ReachedTab extends Reached {
  readonly origin: string;
  /** Where the host keeps its temporary files. */
  readonly temporary: string;
  /** Another tab of the same host: a WebSocket that may ask. */
  openSocket(): Promise<WebSocket>;
}

/** As a browser tab does: "tieout serve" in a process of its own, its engine in a thread, a real WebSocket. */
export async function reachThroughTab(): Promise<ReachedTab> {
  const folder = makeDataFolder();
  const temporary = mkdtempSync(join(tmpdir(), 'tieout-engine-tmp-'));
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const pageFolder = await makePageFolder();
  const child = spawn(
    process.execPath,
    [main, 'serve', '--no-open', '--data-dir', folder.path, '--page-folder', pageFolder],
    {
      // Without the tokens and folders of whoever runs the tests, and with a place for temporary files that can be searched.
      env: { PATH: process.env['PATH'], HOME: '/nowhere', TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [output, errors] = ['', ''];
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  const link = await new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString();
      const found = /http:\/\/\S+/.exec(output);
      if (found !== null) resolve(new URL(found[0]));
    });
    child.on('exit', () => reject(new Error(`serve ended: ${errors}`)));
  });
  const key = await tradeCode(link);
  const openSocket = (): Promise<WebSocket> => openWithKey(link.origin, key);
  const websocket = await openSocket();
  const client: Client = createORPCClient(new SocketLink({ websocket }));
  await client.keys.choose({ backend: 'memory' });
  return {
    client,
    openSocket,
    origin: link.origin,
    temporary,
    dataFolder: folder.path,
    errors: () => errors,
    close: async () => {
      websocket.close();
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      folder.remove();
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

async function tradeCode(link: URL): Promise<string> {
  const answer = await fetch(`${link.origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: link.origin },
    body: JSON.stringify({ code: codeOf(link.href) }),
  });
  return ((await answer.json()) as { key: string }).key;
}

/** Another tab of a host that is served: it asks with the session key that the first one got. */
export async function reachAsTab(
  origin: string,
  key: string,
): Promise<{ readonly client: Client; close(): void }> {
  const websocket = await openWithKey(origin, key);
  const client: Client = createORPCClient(new SocketLink({ websocket }));
  return { client, close: () => websocket.close() };
}

/** Node's WebSocket sends no origin by itself, which browsers do. */
async function openWithKey(origin: string, key: string): Promise<WebSocket> {
  const address = `${origin.replace('http', 'ws')}/engine`;
  const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers: { origin } }]);
  socket.binaryType = 'arraybuffer';
  await once(socket, 'open');
  socket.send(JSON.stringify({ key }));
  await once(socket, 'message');
  return socket;
}

export const TRANSPORTS: readonly (readonly [string, () => Promise<Reached>])[] = [
  ['in this process', reachDirectly],
  ['a message port', reachThroughPort],
  ['a browser tab', reachThroughTab],
];
