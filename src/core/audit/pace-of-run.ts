import type { Progress } from '../model/progress.ts';
import type { Product } from '../model/record-type.ts';
import { productOf, type StreamName } from '../model/streams.ts';

interface StreamSeen {
  readonly read: number;
  readonly advertised: number | null;
}

/** How fast a run goes, from its facts. Rates are of this start only: what an earlier one read took no time now. */
export class PaceOfRun {
  readonly #streams = new Map<StreamName, StreamSeen>();
  readonly #expected: number;
  readonly #startedMs: number;
  #calls = 0;
  #confirm: { done: number; total: number; sinceMs: number; doneBefore: number } | null = null;

  /** `expected`: how many lists the run reads. */
  constructor(expected: number, nowMs: number) {
    this.#expected = expected;
    this.#startedMs = nowMs;
  }

  /** What a plan counted: with it, the time left is known before every list has begun. */
  expect(stream: StreamName, records: number | null): void {
    this.#streams.set(stream, { read: 0, advertised: records });
  }

  add(fact: Progress, nowMs: number): void {
    if (fact.kind === 'calls') this.#calls = fact.calls.raise + fact.calls.crm;
    if (fact.kind === 'confirm') {
      // A number that doesn't grow begins a new round.
      const same = (this.#confirm?.done ?? Infinity) < fact.done ? this.#confirm : null;
      this.#confirm = {
        done: fact.done,
        total: fact.total,
        sinceMs: same?.sinceMs ?? nowMs,
        doneBefore: same?.doneBefore ?? fact.done,
      };
    }
    if (fact.kind !== 'stream') return;
    this.#streams.set(fact.stream, { read: fact.read, advertised: fact.advertised });
  }

  get calls(): number {
    return this.#calls;
  }

  get records(): { read: number; advertised: number } {
    let [read, advertised] = [0, 0];
    for (const stream of this.#streams.values()) {
      read += stream.read;
      advertised += Math.max(stream.advertised ?? 0, stream.read);
    }
    return { read, advertised };
  }

  /** Whether every list has told how many records it holds. */
  get isWholeKnown(): boolean {
    return (
      this.#streams.size >= this.#expected &&
      [...this.#streams.values()].every((stream) => stream.advertised !== null)
    );
  }

  callsPerSecond(nowMs: number): number {
    return this.#calls / Math.max(0.001, (nowMs - this.#startedMs) / 1000);
  }

  get confirming(): { done: number; total: number } | null {
    return this.#confirm && { done: this.#confirm.done, total: this.#confirm.total };
  }

  /** Seconds left of reading, at the pace so far; null while too little is known. */
  readingLeft(nowMs: number): number | null {
    const seconds = (nowMs - this.#startedMs) / 1000;
    if (seconds < 2 || this.records.read === 0) return null;
    // The two products are read side by side: the slower one decides.
    const left = (['raise', 'crm'] as const).map((product) => this.#leftOf(product, seconds));
    return left.includes(null) ? null : Math.max(...left.map((each) => each ?? 0));
  }

  #leftOf(product: Product, seconds: number): number | null {
    let [read, left] = [0, 0];
    for (const [stream, seen] of this.#streams) {
      if (productOf(stream) !== product) continue;
      read += seen.read;
      left += Math.max(0, (seen.advertised ?? 0) - seen.read);
    }
    if (left === 0) return 0;
    return read === 0 ? null : (left * seconds) / read;
  }

  /** Seconds left of confirming, at the pace of this round. */
  confirmingLeft(nowMs: number): number | null {
    const round = this.#confirm;
    if (round === null) return null;
    const seconds = (nowMs - round.sinceMs) / 1000;
    const done = round.done - round.doneBefore;
    return done <= 0 || seconds < 2 ? null : ((round.total - round.done) * seconds) / done;
  }
}
