import { EXIT } from '../exit-status.ts';

/** From what matters most; product.md §8 has 4 before 3 before 1. */
const ORDER = [
  EXIT.defect,
  EXIT.interrupted,
  EXIT.refused,
  EXIT.held,
  EXIT.notVerified,
  EXIT.usage,
  EXIT.findings,
  EXIT.ok,
] as const;

/** The exit status of several things done. */
export function worstStatus(statuses: readonly number[]): number {
  return ORDER.find((status) => statuses.includes(status)) ?? EXIT.ok;
}
