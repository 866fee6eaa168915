import { once } from 'node:events';
import { Worker, type MessagePort } from 'node:worker_threads';
import { Failure } from '../core/model/failure.ts';
import type { EngineNews, EngineOrder } from './engine-worker.ts';

export interface EngineThread {
  connect(port: MessagePort): void;
  /** Audits stop at their next safe point; then the thread ends. */
  close(): Promise<void>;
  /** Rejects with a Failure if the thread ends by itself. */
  readonly ended: Promise<void>;
}

/** Starts the engine in a worker thread. @throws Failure storage, usage: what kept the engine from starting */
export async function startEngineThread(options: {
  readonly dataFolder: string;
  readonly version: string;
  readonly metricsPort?: number | undefined;
}): Promise<EngineThread> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
    workerData: options,
  });
  let isClosing = false;
  let hasEnded = false;
  const ended = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => {
      hasEnded = true;
      if (isClosing) resolve();
      else reject(new Failure('defect', 'Tieout’s engine ended unexpectedly.'));
    });
  });
  // Whoever waits for it hears of it; nobody waiting is no unhandled rejection.
  ended.catch(() => undefined);
  const [news] = (await Promise.race([once(worker, 'message'), ended])) as [EngineNews];
  if (news.kind === 'failed') {
    isClosing = true;
    await worker.terminate();
    throw new Failure('storage', news.sentence);
  }
  const order = (message: EngineOrder, transfer: MessagePort[] = []): void =>
    worker.postMessage(message, transfer);
  return {
    ended,
    connect: (port) => {
      if (hasEnded) throw new Failure('defect', 'Tieout’s engine has ended.');
      order({ kind: 'connect', port }, [port]);
    },
    close: async () => {
      isClosing = true;
      if (hasEnded) return;
      order({ kind: 'close' });
      await ended;
    },
  };
}
