import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import {
  MessageChannelMain,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
} from 'electron';
import type { Contract } from '../contract/contract.ts';
import type { FailureFacts } from '../contract/failure.ts';
import { engineNews, type EngineOrder } from './engine-messages.ts';

/** Everything main asks of the engine; the same contract as the page's. */
export type EngineClient = ContractRouterClient<Contract>;

export interface EngineEnd {
  /** False if it never came to answer. */
  readonly hasStarted: boolean;
  /** What it said last; null if it went without a word. */
  readonly failure: FailureFacts | null;
  readonly exitCode: number;
}

export interface EngineHostOptions {
  readonly dataFolder: string;
  readonly version: string;
  /** Answers what only main can do, on this port. */
  readonly serve: (port: MessagePortMain) => void;
  /** It ended and nobody had asked it to. */
  readonly onEnded: (end: EngineEnd) => void;
}

/** One process of the engine, from its start to its end; a restart makes another one. */
export interface EngineHost {
  readonly client: EngineClient;
  /** Gives a port to a page of ours; what is asked before the engine is ready waits. */
  connect(port: MessagePortMain): void;
  /** Audits stop and keep what they have; resolves when the process has gone, at most `CLOSE_MS` later. */
  close(): Promise<void>;
}

/** Runs stop at a safe point within seconds; what has not ended by then ends anyway and can be resumed. */
const CLOSE_MS = 5000;

/** Starts the engine in a utility process. Nothing about it is in arguments or environment: others can read those. */
export function startEngine(options: EngineHostOptions): EngineHost {
  const program = utilityProcess.fork(join(import.meta.dirname, 'engine-process.js'), [], {
    serviceName: 'Tieout engine',
    // Nobody reads it, and a full pipe would hold the engine up.
    stdio: 'ignore',
  });
  const order = (message: EngineOrder, ports: MessagePortMain[]): void =>
    program.postMessage(message, ports);
  const gone = watchForEnd(program, options.onEnded);

  const services = new MessageChannelMain();
  options.serve(services.port1);
  services.port1.start();
  const { dataFolder, version } = options;
  order({ kind: 'start', dataFolder, version }, [services.port2]);

  const own = new MessageChannelMain();
  const client: EngineClient = createORPCClient(new RPCLink({ port: own.port1 }));
  own.port1.start();
  order({ kind: 'connect' }, [own.port2]);

  return {
    client,
    connect: (port) => order({ kind: 'connect' }, [port]),
    close: async () => {
      gone.expect();
      order({ kind: 'close' }, []);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, CLOSE_MS);
      await Promise.race([gone.promise, late]);
      clearTimeout(timer);
      program.kill();
    },
  };
}

function watchForEnd(
  program: UtilityProcess,
  onEnded: (end: EngineEnd) => void,
): { readonly promise: Promise<void>; expect(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isExpected = false;
  let hasStarted = false;
  let failure: FailureFacts | null = null;
  program.on('message', (message: unknown) => {
    const news = engineNews.parse(message);
    if (news.kind === 'ready') hasStarted = true;
    else if (news.kind === 'failed') failure = news.failure;
    else process.stderr.write(`${news.details}\n`);
  });
  program.on('exit', (exitCode) => {
    resolve();
    if (!isExpected) onEnded({ hasStarted, failure, exitCode });
  });
  return {
    promise,
    expect: () => {
      isExpected = true;
    },
  };
}
