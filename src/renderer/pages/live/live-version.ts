import type { LiveView } from '../../../contract/live.ts';

const COUNTED = [
  'rows',
  'findings',
  'actionable',
  'unaudited',
  'undecided',
  'waitingToApply',
  'waitingToConfirm',
] as const;

/** Changes whenever rows or what is known of them may have changed. */
export function liveVersion({ status, confirmed }: LiveView): string {
  const { raise, crm } = status.products;
  return JSON.stringify([
    raise.deliveries,
    crm.deliveries,
    ...COUNTED.map((name) => status[name]),
    confirmed?.checked,
  ]);
}
