import { setTimeout as sleep } from 'node:timers/promises';
import { applyNext, type ReadEvents } from './apply-deliveries.ts';
import type { LiveStore } from './live-store.ts';

/** So few at once that nobody's answer waits long for them; an answer is due in 50 ms. */
const AT_ONCE = 16;
const PAUSE_MS = 2;

/** Applies the inbox after the answers were given: begins with what a killed listener left. */
export class BackgroundApply {
  readonly #store: LiveStore;
  readonly #readEvents: () => ReadEvents;
  readonly #onApplied: (count: number) => void;
  readonly #onError: (error: unknown) => void;
  #running: Promise<void> | null = null;
  #isAsked = false;
  #isClosed = false;

  constructor(
    store: LiveStore,
    readEvents: () => ReadEvents,
    on: { readonly applied: (count: number) => void; readonly error: (error: unknown) => void },
  ) {
    this.#store = store;
    this.#readEvents = readEvents;
    this.#onApplied = on.applied;
    this.#onError = on.error;
  }

  /** Something is in the inbox. */
  wake(): void {
    this.#isAsked = true;
    if (this.#isClosed || this.#running !== null) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#isAsked) this.wake();
    });
  }

  /** Ends after what is being applied; the rest waits in the inbox. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#isAsked && !this.#isClosed) {
        this.#isAsked = false;
        for (let done = AT_ONCE; done === AT_ONCE && !this.#isClosed;) {
          await sleep(PAUSE_MS);
          done = applyNext(this.#store, this.#readEvents(), AT_ONCE);
          if (done > 0) this.#onApplied(done);
        }
      }
    } catch (error) {
      this.#isAsked = false;
      this.#onError(error);
    }
  }
}
