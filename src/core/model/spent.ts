import type { Product } from './record-type.ts';

/** What became of the calls to one product. */
export interface CallCounts {
  /** Calls that left the machine, tries and probes included. */
  readonly calls: number;
  /** Calls that the product refused because of its quota (429). */
  readonly refused: number;
  /** Calls that were made again because an earlier try failed. */
  readonly retried: number;
}

/** What a run has spent, over all its starts. */
export interface Spent {
  readonly products: Readonly<Record<Product, CallCounts>>;
  /** Time in which it was at work: waits count, time between two starts doesn't. */
  readonly activeMs: number;
}

export const NO_CALLS: CallCounts = { calls: 0, refused: 0, retried: 0 };
export const NOTHING_SPENT: Spent = {
  products: { raise: NO_CALLS, crm: NO_CALLS },
  activeMs: 0,
};

/** Of a run of which nothing but its calls is known. */
export function spentOnCalls({ raise = 0, crm = 0 }: Partial<Record<Product, number>>): Spent {
  const products = { raise: { ...NO_CALLS, calls: raise }, crm: { ...NO_CALLS, calls: crm } };
  return { ...NOTHING_SPENT, products };
}

export function callsOf({ products }: Spent): Record<Product, number> {
  return { raise: products.raise.calls, crm: products.crm.calls };
}

export function minus(a: CallCounts, b: CallCounts): CallCounts {
  return {
    calls: a.calls - b.calls,
    refused: a.refused - b.refused,
    retried: a.retried - b.retried,
  };
}

export function plus(a: CallCounts, b: CallCounts): CallCounts {
  return minus(a, minus(NO_CALLS, b));
}
