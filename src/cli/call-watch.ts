import type { ConnectOptions } from '../core/auditor.ts';
import type { Product } from '../core/model/record-type.ts';

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

export function watchCalls(): CallWatch {
  let wasRefused = false;
  const watch: CallWatch = {
    onCall: (call) => {
      if (call.failure === 'sign_in_refused') wasRefused = true;
    },
    onPace: (product, state) => watch.listener?.(product, state),
    wasTokenRefused: () => wasRefused,
    listener: null,
  };
  return watch;
}
