import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Built main under the stand-in, in a process of its own. */
export interface MainUnderTest {
  /** Evaluated in the page's own world. */
  page<T>(expression: string): Promise<T>;
  /** Asks the stand-in; see its `answer` calls. */
  ask<T>(name: string, ...args: unknown[]): Promise<T>;
  readonly ended: Promise<number>;
  /** What it wrote to its standard error. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** @param folder that holds main/, preload/ and renderer/ */
export function startMain(folder: string, env: Readonly<Record<string, string>>): MainUnderTest {
  const child = fork(join(folder, 'main', 'index.js'), [], {
    execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let nextId = 0;
  child.on('message', ({ id, result, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error));
  });
  const ended = once(child, 'exit').then(([code]) => {
    for (const asked of waiting.values()) asked.reject(new Error(`main has ended\n${said}`));
    return (code as number | null) ?? -1;
  });
  const ask = async <T>(name: string, ...args: unknown[]): Promise<T> => {
    const id = ++nextId;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(id, asked);
    child.send({ id, name, args });
    return (await asked.promise) as T;
  };
  return {
    page: (expression) => ask('evaluate', expression),
    ask,
    ended,
    said: () => said,
    signal: (name) => void child.kill(name),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
