/** Why calls leave or don't. Waiting for quota is a state with a clock time, not an error (product.md §4). */
export type PaceState =
  | { readonly kind: 'running' }
  | { readonly kind: 'waiting_for_quota' | 'waiting_for_server'; readonly untilMs: number }
  /** A person holds it; it goes on when they say so. */
  | { readonly kind: 'paused' };
