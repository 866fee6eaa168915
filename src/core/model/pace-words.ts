import type { PaceState } from './pace-state.ts';
import { PRODUCT_WORDS, type Product } from './record-type.ts';

/** States of a product's pace, the most pressing first: what a run that stands still is waiting for. */
const BY_URGENCY: readonly PaceState['kind'][] = [
  'needs_sign_in',
  'offline',
  'paused',
  'waiting_for_quota',
  'waiting_for_server',
  'yielding',
  'running',
];
/** A shorter wait is a part of the pace. */
const LEAST_WAIT_MS = 5000;

export interface ProductStanding {
  readonly product: Product;
  readonly state: PaceState;
}

/** Of both products the one that holds a run back most. */
export function standingOf(paces: Readonly<Record<Product, PaceState>>): ProductStanding {
  const [first, second] = (['raise', 'crm'] as const).map((product) => ({
    product,
    state: paces[product],
  })) as [ProductStanding, ProductStanding];
  return rank(second) < rank(first) ? second : first;
}

/** Whether a state is worth a word: not while calls leave as they should, nor for a wait of a moment. */
export function isWorthSaying(state: PaceState, nowMs: number): boolean {
  if (state.kind === 'running' || state.kind === 'paused') return false;
  return state.kind === 'waiting_for_server' || state.kind === 'waiting_for_quota'
    ? state.untilMs - nowMs >= LEAST_WAIT_MS
    : true;
}

/** A state in a sentence, the same in the window, the tab and the command line. `clock` writes an instant as a time of day. */
export function paceSentence(
  product: Product,
  state: PaceState,
  clock: (atMs: number) => string,
): string {
  const name = PRODUCT_WORDS[product];
  switch (state.kind) {
    case 'running':
      return `${name} is being read.`;
    case 'paused':
      return 'Paused: no call leaves until you go on.';
    case 'yielding':
      return `Yielding to other integrations of ${name}: they make about ${count(state.othersPerHour)} calls an hour, about ${count(state.oursPerHour)} are left for this audit.`;
    case 'waiting_for_quota':
      return `Waiting for the hourly quota of ${name} until ${clock(state.untilMs)}.`;
    case 'waiting_for_server':
      return `Waiting until ${clock(state.untilMs)}, as ${name} asked.`;
    case 'offline':
      return `${name} can’t be reached since ${clock(state.sinceMs)}: it is tried again at ${clock(state.untilMs)}, and goes on by itself.`;
    case 'needs_sign_in':
      return `${name} refused the token: sign in again. What was read is kept.`;
  }
}

function rank({ state }: ProductStanding): number {
  return BY_URGENCY.indexOf(state.kind);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
