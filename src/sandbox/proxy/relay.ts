import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { draw, STREAM } from '../seeded-draw.ts';
import type { ProxyFault } from './proxy-faults.ts';
import { Trickle } from './trickle.ts';

/** How long a client may take to close its end after ours. */
const LINGER_MS = 1000;
const GARBAGE_BYTES = 96;

export interface RelayRoute {
  host: string;
  port: number;
  /** Asked at each request; undefined lets it pass. */
  nextRequest(): ProxyFault | undefined;
  refuse(ms: number): void;
  ended(relay: Relay): void;
}

/**
 * One connection through the proxy. It knows bytes, not HTTP: a request begins with the first bytes of the client, and
 * then with the first bytes after some of the answer came back. So requests that are sent without waiting for answers
 * count as one, and the target is connected to when there is something to send.
 */
export class Relay {
  readonly #client: Socket;
  readonly #route: RelayRoute;
  readonly #connectionFault: ProxyFault | undefined;
  #server: Socket | undefined;
  #fault: ProxyFault | undefined;
  #bytesLeft = 0;
  #isBetweenRequests = true;
  /** Nothing passes any more, in neither direction; what the client sends is read and dropped. */
  #isCut = false;
  #trickle: Trickle | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(client: Socket, route: RelayRoute, connectionFault: ProxyFault | undefined) {
    this.#client = client;
    this.#route = route;
    this.#connectionFault = connectionFault;
    client.on('data', (chunk) => this.#onRequestBytes(chunk));
    client.on('end', () => this.#onClientEnd());
    // A client that resets is no news here; its 'close' follows.
    client.on('error', () => undefined);
    client.on('close', () => this.#end());
    if (connectionFault !== undefined) this.#strike(connectionFault);
  }

  reset(): void {
    this.#isCut = true;
    this.#client.resetAndDestroy();
  }

  /** Both ends stay open on their own: what nobody will answer any more is closed here. */
  #onClientEnd(): void {
    if (this.#isCut || this.#server === undefined) this.#client.end();
    else this.#server.end();
  }

  #onRequestBytes(chunk: Buffer): void {
    if (this.#isCut) return;
    if (!this.#isBetweenRequests) return this.#forward(chunk);
    this.#isBetweenRequests = false;
    const own = this.#route.nextRequest();
    // The connection's own fault struck when it began and holds; only a wait comes again.
    if (this.#connectionFault === undefined) this.#strike(own);
    if (this.#isCut) return;
    if (this.#fault?.verb !== 'latency') return this.#forward(chunk);
    this.#client.pause();
    this.#timer = setTimeout(() => {
      this.#client.resume();
      this.#forward(chunk);
    }, this.#fault.amount);
  }

  /** Does at once what a fault does before the answer, and keeps the rest for it. */
  #strike(fault: ProxyFault | undefined): void {
    this.#fault = fault;
    this.#bytesLeft = fault?.amount ?? 0;
    switch (fault?.verb) {
      case 'refuse':
        this.reset();
        return this.#route.refuse(fault.amount);
      case 'reset':
        return this.reset();
      case 'stall':
        return this.#cut();
      case 'garbage':
        this.#client.write(garbage(fault.draw));
        return this.#close();
      case 'close':
        return this.#close();
      case 'halfclose':
        if (fault.amount > 0) return;
        this.#cut();
        this.#client.end();
        return;
      case 'slow':
        this.#trickle ??= new Trickle(this.#client);
        this.#trickle.bytesPerSecond = fault.amount;
        return;
      case 'resetmid':
      case 'stallmid':
      case 'latency':
      case undefined:
    }
  }

  #forward(chunk: Buffer): void {
    if (this.#isCut) return;
    const server = this.#connected();
    if (server.write(chunk)) return;
    this.#client.pause();
    server.once('drain', () => this.#client.resume());
  }

  #connected(): Socket {
    if (this.#server !== undefined) return this.#server;
    const { host, port } = this.#route;
    const server = connect({ host, port, allowHalfOpen: true });
    server.on('data', (chunk) => this.#onAnswerBytes(server, chunk));
    server.on('end', () => this.#afterAnswer(() => this.#client.end()));
    // A target that is gone can't be told otherwise: the client's connection was accepted long ago.
    server.on('error', () => this.#afterAnswer(() => this.reset()));
    this.#server = server;
    return server;
  }

  #onAnswerBytes(server: Socket, chunk: Buffer): void {
    this.#isBetweenRequests = true;
    if (this.#isCut) return;
    const verb = this.#fault?.verb;
    if (verb === 'slow' && this.#trickle !== undefined) {
      if (this.#trickle.push(chunk)) return;
      server.pause();
      this.#trickle.whenEmpty(() => server.resume());
    } else if (verb === 'resetmid' || verb === 'stallmid' || verb === 'halfclose') {
      this.#passSome(verb, chunk);
    } else if (!this.#client.write(chunk)) {
      server.pause();
      this.#client.once('drain', () => server.resume());
    }
  }

  #passSome(verb: 'resetmid' | 'stallmid' | 'halfclose', chunk: Buffer): void {
    const passing = chunk.subarray(0, this.#bytesLeft);
    this.#bytesLeft -= passing.length;
    if (this.#bytesLeft > 0) {
      this.#client.write(passing);
      return;
    }
    this.#cut();
    // RST drops what was not sent yet: it waits until the bytes are out.
    this.#client.write(passing, () => {
      if (verb === 'resetmid') this.reset();
      if (verb === 'halfclose') this.#client.end();
    });
  }

  #afterAnswer(act: () => void): void {
    if (this.#isCut) return;
    if (this.#trickle === undefined) act();
    else this.#trickle.whenEmpty(act);
  }

  #cut(): void {
    this.#isCut = true;
    this.#server?.destroy();
  }

  /** FIN, and after a while no connection at all, even if the client has not closed its end. */
  #close(): void {
    this.#cut();
    this.#client.end();
    this.#client.once('end', () => this.#client.destroy());
    this.#timer = setTimeout(() => this.#client.destroy(), LINGER_MS);
  }

  #end(): void {
    this.#cut();
    this.#trickle?.stop();
    clearTimeout(this.#timer);
    this.#route.ended(this);
  }
}

/** No HTTP, whatever is drawn: it does not begin with a letter. */
function garbage(seed: number): Buffer {
  const bytes = Array.from(
    { length: GARBAGE_BYTES },
    (_, at) => draw(seed, STREAM.proxy, at) % 256,
  );
  return Buffer.from([0xff, ...bytes]);
}
