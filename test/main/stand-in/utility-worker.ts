import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { onlyEmulated } from './only-emulated.ts';
import { opened, type Envelope } from './ports.ts';

class ParentPort extends EventEmitter {
  constructor() {
    super();
    const waiting: Envelope[] = [];
    const hand = (envelope: Envelope): void => void this.emit('message', opened(envelope));
    // Electron starts its port with the first listener; what came before waits for it.
    parentPort?.on('message', (envelope: Envelope) => {
      if (this.listenerCount('message') === 0) waiting.push(envelope);
      else hand(envelope);
    });
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => waiting.splice(0).forEach(hand));
    });
  }

  postMessage(message: unknown): void {
    parentPort?.postMessage(message, []);
  }
}

Object.defineProperty(process, 'parentPort', {
  value: onlyEmulated('process.parentPort', new ParentPort()),
});
await import(pathToFileURL(workerData as string).href);
