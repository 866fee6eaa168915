import type { FailureKind } from './failure.ts';
import type { PaceState } from './pace-state.ts';
import type { Product } from './record-type.ts';

/** Why a run that can be gone on with stands still. `cancelled`: a person stopped it. */
export interface RunStop {
  readonly kind: FailureKind;
  readonly product: Product | null;
  readonly sentence: string;
}

/** The state of both products' paces in a run that goes on, as it last changed; kept for others to see. */
export type Paces = Readonly<Record<Product, PaceState>>;
