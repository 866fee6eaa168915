import type { LiveView } from '../../../contract/live.ts';

/** Changes whenever rows or what is known of them may have changed. */
export function liveVersion({ status, confirmed }: LiveView): string {
  const {
    products,
    rows,
    findings,
    actionable,
    unaudited,
    undecided,
    waitingToApply,
    waitingToConfirm,
  } = status;
  return JSON.stringify([
    products.raise.deliveries,
    products.crm.deliveries,
    rows,
    findings,
    actionable,
    unaudited,
    undecided,
    waitingToApply,
    waitingToConfirm,
    confirmed?.checked,
  ]);
}
