import { parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import { createEngine } from '../engine/engine.ts';
import { surviveStrayFaults } from '../engine/stray-faults.ts';
import { sentenceOf } from '../core/model/failure.ts';

/** The engine in a thread of its own: an audit at full speed must not hold up the door. */
const { dataFolder, version, metricsPort } = workerData as {
  dataFolder: string;
  version: string;
  metricsPort?: number;
};

surviveStrayFaults((details) => process.stderr.write(`${details}\n`));
try {
  const engine = await createEngine({
    dataFolder,
    version,
    program: 'the browser tab',
    window: null,
    metricsPort,
    startLook: (order) =>
      new Worker(new URL('../engine/provisional-worker.ts', import.meta.url), {
        workerData: order,
      }),
  });
  parentPort?.on('message', (message: EngineOrder) => {
    if (message.kind === 'connect') engine.serve(message.port);
    else void engine.close().finally(() => process.exit(0));
  });
  parentPort?.postMessage({ kind: 'ready' } satisfies EngineNews, []);
} catch (error) {
  parentPort?.postMessage({ kind: 'failed', sentence: sentenceOf(error) } satisfies EngineNews, []);
}

export type EngineOrder =
  { readonly kind: 'connect'; readonly port: MessagePort } | { readonly kind: 'close' };
export type EngineNews =
  { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly sentence: string };
