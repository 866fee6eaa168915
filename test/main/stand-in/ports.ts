import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { onlyEmulated } from './only-emulated.ts';

/** What travels between two ends: ports go along with their message, as in Electron. */
export interface Envelope {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

const taken = new WeakMap<object, () => MessagePort>();

/** A port of main or of a utility process over one of Node's; silent until `start`, as Electron's is. */
export class MessagePortMain extends EventEmitter {
  readonly #port: MessagePort;
  #isStarted = false;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    const proxy = onlyEmulated<MessagePortMain>('MessagePortMain', this);
    taken.set(proxy, () => port);
    return proxy;
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#port.on('message', (envelope: Envelope) => this.emit('message', opened(envelope)));
    this.#port.on('close', () => this.emit('close'));
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map(portOf);
    this.#port.postMessage({ data, ports } satisfies Envelope, ports);
  }

  close(): void {
    this.#port.close();
  }
}

/** Node's port below one of ours, to be sent on. */
export function portOf(port: MessagePortMain): MessagePort {
  const take = taken.get(port);
  if (take === undefined) throw new Error('only a MessagePortMain can be transferred');
  return take();
}

export function opened({ data, ports }: Envelope): { data: unknown; ports: MessagePortMain[] } {
  return { data, ports: ports.map((port) => new MessagePortMain(port)) };
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}
