import type { Deliveries, NewDelivery } from '../staging/live/deliveries.ts';

/** Most deliveries of one transaction, so that none of them waits for too many others. */
const MOST_TOGETHER = 256;

interface Waiting {
  readonly delivery: NewDelivery;
  resolve(): void;
  reject(error: unknown): void;
}

/** Puts deliveries that arrive together on disk together; each is told when its own transaction has ended. */
export class GroupCommit {
  readonly #deliveries: Deliveries;
  readonly #onStored: (stored: number, repeated: number) => void;
  #waiting: Waiting[] = [];
  #isPlanned = false;

  constructor(deliveries: Deliveries, onStored: (stored: number, repeated: number) => void) {
    this.#deliveries = deliveries;
    this.#onStored = onStored;
  }

  /** Resolves when the delivery is on disk. @throws Failure storage: then it is not */
  store(delivery: NewDelivery): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ delivery, resolve, reject });
    this.#plan();
    return promise;
  }

  #plan(): void {
    if (this.#isPlanned || this.#waiting.length === 0) return;
    this.#isPlanned = true;
    // After everything that has arrived by now was read.
    setImmediate(() => {
      this.#isPlanned = false;
      this.#commit(this.#waiting.splice(0, MOST_TOGETHER));
      this.#plan();
    });
  }

  #commit(group: readonly Waiting[]): void {
    try {
      const repeated = this.#deliveries.add(group.map(({ delivery }) => delivery));
      for (const waiting of group) waiting.resolve();
      this.#onStored(group.length, repeated);
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
  }
}
