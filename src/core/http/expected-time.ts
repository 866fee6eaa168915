import { QUIET_FIRST_SHARE, QUIET_SPEED } from './quota-budget.ts';
import { QUOTA_SHARE } from './pace.ts';

const HOUR_S = 3600;

/**
 * Seconds that so many calls will take at a pace, and under an hourly quota if one is told, as the governor spends it: a first
 * part at full pace, then spread, and never more than our share an hour. Others who spend make it longer.
 */
export function expectedSeconds(
  calls: number,
  requestsPerSecond: number,
  hourlyLimit: number | null,
): number {
  if (hourlyLimit === null) return calls / requestsPerSecond;
  const ours = Math.max(1, Math.floor(hourlyLimit * QUOTA_SHARE));
  const wholeHours = Math.max(0, Math.ceil(calls / ours) - 1);
  const rest = calls - wholeHours * ours;
  const first = Math.min(rest, ours * QUIET_FIRST_SHARE);
  const spreadPerSecond = Math.min(requestsPerSecond, (QUIET_SPEED * ours) / HOUR_S);
  return wholeHours * HOUR_S + first / requestsPerSecond + (rest - first) / spreadPerSecond;
}
