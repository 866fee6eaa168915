import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { answer } from './control.ts';
import { onlyEmulated } from './only-emulated.ts';
import { portOf, type MessagePortMain } from './ports.ts';

const forks: { readonly program: UtilityProcess; readonly options: unknown; args: unknown }[] = [];

/** A utility process as a thread: what it runs sees the same `process.parentPort`. */
class UtilityProcess extends EventEmitter {
  readonly #worker: Worker;

  constructor(modulePath: string) {
    super();
    this.#worker = new Worker(new URL('./utility-worker.ts', import.meta.url), {
      workerData: modulePath,
    });
    this.#worker.on('message', (message: unknown) => this.emit('message', message));
    this.#worker.on('error', (error) => process.stderr.write(`${String(error)}\n`));
    this.#worker.on('exit', (code) => this.emit('exit', code));
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map(portOf);
    this.#worker.postMessage({ data, ports }, ports);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}

export const utilityProcess = onlyEmulated('utilityProcess', {
  fork: (modulePath: string, args: unknown, options: unknown) => {
    const program = new UtilityProcess(modulePath);
    forks.push({ program, options, args });
    return onlyEmulated<UtilityProcess>('UtilityProcess', program);
  },
});

answer('forks', () => forks.map(({ options, args }) => ({ options, args })));
answer('killEngine', () => forks.at(-1)?.program.kill());
