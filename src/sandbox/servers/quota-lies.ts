import { pick } from '../seeded-draw.ts';
import type { QuotaFault } from './fault-kinds.ts';
import type { AnswerHeaders } from './send-answer.ts';

const LIES = ['limit', 'double', 'past', 'millis'];
const DEFAULT_WAIT_S = 60;

/**
 * Quota headers that are meant to stop a client (`remaining0`), or that lie (`quotalies`): a limit smaller than what
 * remains, `Remaining` and `Limit` doubled, a reset in the past, a reset in milliseconds. With a `0` behind it, a lie
 * about the reset comes with nothing remaining, so that the reset is all there is to go by.
 */
export function quotaHeaders(fault: QuotaFault, nowMs: number): AnswerHeaders {
  const nowS = Math.ceil(nowMs / 1000);
  if (fault.kind === 'remaining0') {
    const waitS = fault.parameter === '' ? DEFAULT_WAIT_S : Number(fault.parameter);
    return headers('5000', '0', String(nowS + waitS));
  }
  const lie = fault.parameter === '' ? pick(LIES, fault.draw) : fault.parameter;
  const remaining = lie.endsWith('0') ? '0' : '4000';
  if (lie === 'limit') return headers('10', '4000', String(nowS + 3600));
  if (lie === 'double') return headers(['5000', '50'], ['4999', '49'], String(nowS + 3600));
  if (lie.startsWith('past')) return headers('5000', remaining, String(nowS - 3600));
  return headers('5000', remaining, String((nowS + 3600) * 1000));
}

function headers(
  limit: string | string[],
  remaining: string | string[],
  reset: string,
): AnswerHeaders {
  return {
    'X-RateLimit-Limit': limit,
    'X-RateLimit-Remaining': remaining,
    'X-RateLimit-Reset': reset,
  };
}
