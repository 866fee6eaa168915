import type { Socket } from 'node:net';

const TICK_MS = 50;
const MOST_WAITING = 65_536;

/** Writes to a socket at so many bytes a second; the rate may be changed. */
export class Trickle {
  readonly #to: Socket;
  bytesPerSecond = 1000;
  #waiting: Buffer = Buffer.alloc(0);
  /** Bytes that may be written by now; slow rates need several ticks for one. */
  #allowed = 0;
  #timer: NodeJS.Timeout | undefined;
  #whenEmpty: (() => void)[] = [];

  constructor(to: Socket) {
    this.#to = to;
  }

  /** False if enough is waiting: go on at `whenEmpty`. */
  push(chunk: Buffer): boolean {
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    return this.#waiting.length < MOST_WAITING;
  }

  whenEmpty(act: () => void): void {
    if (this.#waiting.length === 0) act();
    else this.#whenEmpty.push(act);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    this.#allowed += (this.bytesPerSecond * TICK_MS) / 1000;
    const count = Math.floor(this.#allowed);
    this.#allowed -= count;
    this.#to.write(this.#waiting.subarray(0, count));
    this.#waiting = this.#waiting.subarray(count);
    if (this.#waiting.length > 0) return;
    this.stop();
    for (const act of this.#whenEmpty.splice(0)) act();
  }
}
