import type { LiveView } from '../../../contract/live.ts';
import type { Product } from '../../../core/model/record-type.ts';

export interface SilentProducts {
  /** Listened for, and nothing has ever come. */
  readonly silent: readonly Product[];
  /** Something comes, but was never taken. */
  readonly refused: readonly Product[];
}

/** Which of the products that are listened for here have never told anything. */
export function silentProducts(view: LiveView): SilentProducts {
  const { products } = view.status;
  const untold = (['raise', 'crm'] as const).filter(
    (product) =>
      view.isListeningHere && isTaken(view, product) && products[product].deliveries === 0,
  );
  const isRefused = (product: Product): boolean =>
    Object.values(products[product].refused).some((count) => count > 0);
  return {
    silent: untold.filter((product) => !isRefused(product)),
    refused: untold.filter(isRefused),
  };
}

/** Without its secret a product's deliveries can't be told from a stranger's: then none is taken. */
export function isTaken({ status, secrets }: LiveView, product: Product): boolean {
  return status.settings.schemes[product].kind === 'none' || secrets[product].state !== 'absent';
}
