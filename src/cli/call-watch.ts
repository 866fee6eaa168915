import type { ConnectOptions } from '../core/auditor.ts';
import { isWorthSaying, paceSentence } from '../core/model/pace-words.ts';
import { PRODUCT_WORDS, type Product } from '../core/model/record-type.ts';
import { localTime } from './words.ts';

type CallListener = NonNullable<ConnectOptions['onCall']>;
type PaceListener = NonNullable<ConnectOptions['onPace']>;

/** What was seen of the calls: whether a token was refused, and whether a product makes us wait. */
export interface CallWatch {
  readonly onCall: CallListener;
  readonly onPace: PaceListener;
  wasTokenRefused(): boolean;
  /** Set by whoever shows progress. */
  listener: ((product: Product, state: Parameters<PaceListener>[1]) => void) | null;
}

/** A wait of many tries looks like a hang unless somebody says why; but not for each try. */
const SAY_EVERY_MS = 10_000;

export function watchCalls(say: (sentence: string) => void): CallWatch {
  let wasRefused = false;
  let saidAtMs = -Infinity;
  const watch: CallWatch = {
    onCall: (call) => {
      if (call.failure === 'sign_in_refused') wasRefused = true;
      if (call.failure === null || call.attempt < 2 || Date.now() - saidAtMs < SAY_EVERY_MS) return;
      saidAtMs = Date.now();
      say(
        `${PRODUCT_WORDS[call.product]} failed ${call.attempt} times in a row (${call.failure.replaceAll('_', ' ')}); trying again where that helps.`,
      );
    },
    onPace: (product, state) => {
      if (watch.listener !== null) watch.listener(product, state);
      else if (isWorthSaying(state, Date.now())) say(paceSentence(product, state, localTime));
    },
    wasTokenRefused: () => wasRefused,
    listener: null,
  };
  return watch;
}
