import type { CallKind, Product } from './call-kind.ts';

export interface LoggedRequest {
  product: Product;
  method: string;
  path: string;
  callKind: CallKind;
  /** Of a POST `{groups, skip, take}` as canonical JSON, of a GET its query string: equal texts asked for the same. */
  asked: string;
  status: number;
}

const KEPT = 100_000;

/** Counts all requests and keeps the last 100,000. A request that got no answer has status 0. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #counts = { raise: 0, crm: 0 };
  #next = 0;

  add(entry: LoggedRequest): void {
    this.#counts[entry.product] += 1;
    this.#entries[this.#next % KEPT] = entry;
    this.#next += 1;
  }

  /** Forgets the requests and counts anew. */
  clear(): void {
    this.#entries = [];
    this.#counts = { raise: 0, crm: 0 };
    this.#next = 0;
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
