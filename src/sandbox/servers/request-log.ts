import type { Product } from './faults.ts';

export interface LoggedRequest {
  product: Product;
  method: string;
  path: string;
  status: number;
}

const KEPT = 100_000;

/** Counts all requests and keeps the last 100,000. A request that got no answer has status 0. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #counts = { raise: 0, crm: 0 };
  #next = 0;

  add(entry: LoggedRequest): void {
    this.#counts[entry.product] += 1;
    this.#entries[this.#next % KEPT] = entry;
    this.#next += 1;
  }

  calls(): { raise: number; crm: number } {
    return { ...this.#counts };
  }

  /** Oldest first. */
  requests(): LoggedRequest[] {
    if (this.#next <= KEPT) return [...this.#entries];
    const start = this.#next % KEPT;
    return [...this.#entries.slice(start), ...this.#entries.slice(0, start)];
  }
}
