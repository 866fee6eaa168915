import { useState } from 'react';
import type { PaceState } from '../../../core/model/pace-state.ts';
import { isWorthSaying, standingOf } from '../../../core/model/pace-words.ts';
import type { Product } from '../../../core/model/record-type.ts';
import type { Paces } from '../../../core/model/run-stop.ts';

const PRODUCTS = ['raise', 'crm'] as const;
const RUNNING: PaceState = { kind: 'running' };
export const BOTH_RUNNING: Paces = { raise: RUNNING, crm: RUNNING };

/** A state that holds calls back. */
export type HeldState = Exclude<PaceState, { readonly kind: 'running' | 'paused' }>;

/** What holds an audit back, and of which products. */
export interface Standing {
  readonly kind: HeldState['kind'];
  readonly products: readonly Product[];
}

/**
 * The states that are worth a word now; a short wait is part of the pace. What was said once is said until it is over:
 * a wait is not called over for its last seconds, nor between two short ones.
 */
export function saidStates(former: Paces, paces: Paces, nowMs: number): Paces {
  const said = (product: Product): PaceState => {
    const state = paces[product];
    const isSaid = isWorthSaying(state, nowMs) || isWait(former[product], state);
    return isSaid || state.kind === 'paused' ? state : RUNNING;
  };
  return { raise: said('raise'), crm: said('crm') };
}

/** Of both products what holds most; null while calls leave as they should. */
export function standingIn(said: Paces): Standing | null {
  const { kind } = standingOf(said).state;
  if (kind === 'running' || kind === 'paused') return null;
  return { kind, products: PRODUCTS.filter((product) => said[product].kind === kind) };
}

/** `saidStates` of a run that goes on, from one look at it to the next; `atMs` is when it was looked at. */
export function useSaidStates(paces: Paces, atMs: number): Paces {
  const [former, setFormer] = useState(BOTH_RUNNING);
  const said = saidStates(former, paces, atMs);
  if (JSON.stringify(said) === JSON.stringify(former)) return former;
  setFormer(said);
  return said;
}

function isWait(former: PaceState, now: PaceState): boolean {
  return 'untilMs' in now && 'untilMs' in former;
}
