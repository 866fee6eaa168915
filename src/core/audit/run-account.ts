import type { Product } from '../model/record-type.ts';
import {
  minus,
  NOTHING_SPENT,
  plus,
  spentOnCalls,
  type CallCounts,
  type Spent,
} from '../model/spent.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import type { Connections } from './connections.ts';

type Counts = Readonly<Record<Product, CallCounts>>;

/** Calls of a connection that stand in the account of a run already: one connection may serve several runs. */
const accounted = new WeakMap<Connections, Counts>();

/** What a run spends: that of its earlier starts, and all of its connection's that no other run has accounted for. */
export class RunAccount {
  readonly #capture: CaptureFile;
  readonly #connections: Connections;
  readonly #earlier: Spent;
  readonly #others: Counts;
  readonly #startedMs: number;

  /** @param before calls of this connection that were made for something else; default: those of its other runs */
  constructor(capture: CaptureFile, connections: Connections, before?: Counts) {
    this.#capture = capture;
    this.#connections = connections;
    this.#earlier = readSpent(capture);
    this.#others = before ?? accounted.get(connections) ?? NOTHING_SPENT.products;
    this.#startedMs = connections.clock.now();
  }

  spent(): Spent {
    const now = this.#connections.counts();
    accounted.set(this.#connections, now);
    const product = (name: Product): CallCounts =>
      plus(this.#earlier.products[name], minus(now[name], this.#others[name]));
    return {
      products: { raise: product('raise'), crm: product('crm') },
      activeMs:
        this.#earlier.activeMs + Math.max(0, this.#connections.clock.now() - this.#startedMs),
    };
  }

  /** As JSON, for the transaction of a page. */
  text(): string {
    return JSON.stringify(this.spent());
  }

  save(): void {
    this.#capture.setFact('spent', this.text());
  }
}

/** What a capture's run has spent so far; an earlier Tieout counted calls only. */
export function readSpent(capture: CaptureFile): Spent {
  const text = capture.fact('spent');
  if (text !== null) return JSON.parse(text) as Spent;
  const calls = JSON.parse(capture.fact('calls') ?? '{}') as Partial<Record<Product, number>>;
  return spentOnCalls(calls);
}
