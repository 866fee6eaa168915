// Entry of the utility process: store, tokens and audits, away from main, which must never be held up.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { MessagePortMain } from 'electron';
import { createEngine, type Engine } from '../engine/engine.ts';
import { failureFacts } from '../engine/failure-error.ts';
import { surviveStrayFaults } from '../engine/stray-faults.ts';
import type { WindowServices } from '../engine/window-services.ts';
import { engineOrder, type EngineNews, type EngineOrder } from './engine-messages.ts';

const { parentPort } = process;
const post: (news: EngineNews) => void = parentPort.postMessage.bind(parentPort);
let starting: Promise<Engine> | null = null;

// Ctrl-C in a terminal reaches every process of it; main then closes this one in order.
process.on('SIGINT', () => undefined);
process.on('uncaughtException', end);
surviveStrayFaults((details) => post({ kind: 'told', details }));
parentPort.on('message', ({ data, ports }) => {
  obey(engineOrder.parse(data), ports).catch(end);
});

async function obey(order: EngineOrder, [port]: MessagePortMain[]): Promise<void> {
  switch (order.kind) {
    case 'start':
      if (starting !== null || port === undefined) throw new Error('a second start, or no port');
      starting = startEngine(order, port);
      await starting;
      return post({ kind: 'ready' });
    case 'connect': {
      const engine = await starting;
      if (engine === null || port === undefined) throw new Error('connect without start or port');
      engine.serve(port);
      // Only now: what has come in already would be lost without a listener.
      return port.start();
    }
    case 'close':
      await (await starting)?.close();
      process.exit(0);
  }
}

function startEngine(
  { dataFolder, version }: { dataFolder: string; version: string },
  port: MessagePortMain,
): Promise<Engine> {
  const services: WindowServices = createORPCClient(new RPCLink({ port }));
  port.start();
  return createEngine({
    dataFolder,
    version,
    program: 'the window',
    window: services,
    // Built beside this file, as electron.vite.config.ts says.
    startLook: (look) =>
      new Worker(join(import.meta.dirname, 'provisional-worker.js'), { workerData: look }),
  });
}

/** Says why, then ends: half an engine would answer half the questions. */
function end(error: unknown): void {
  post({ kind: 'failed', failure: failureFacts(error) });
  // The news leaves with the next turns of the loop.
  setTimeout(() => process.exit(1), 200);
}
