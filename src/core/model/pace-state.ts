/** Why calls of one product leave or don't. Waiting for quota is a state with a clock time, not an error (product.md §4). */
export type PaceState =
  | { readonly kind: 'running' }
  /** Other integrations spend of the same quota, so ours is spread over what they leave; both by the hour. */
  | { readonly kind: 'yielding'; readonly othersPerHour: number; readonly oursPerHour: number }
  | { readonly kind: 'waiting_for_quota' | 'waiting_for_server'; readonly untilMs: number }
  /** The product can't be reached: since when, and when it is tried again. */
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly untilMs: number }
  /** The token was refused: nothing leaves until there is another one. */
  | { readonly kind: 'needs_sign_in' }
  /** A person holds it; it goes on when they say so. */
  | { readonly kind: 'paused' };
