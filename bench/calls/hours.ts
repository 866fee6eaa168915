import { QUOTA_SHARE } from '../../src/core/http/pace.ts';
import { createVirtualClock } from '../../test/support/virtual-clock.ts';
import { ours } from '../governor/policies.ts';
import { SharedQuota } from '../governor/shared-quota.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 60_000;
/** More calls than these take as much an hour as the last ones did: that need not be played. */
const MOST_PLAYED = 20_000;

/** Hours that so many calls to CRM+ take by our governor at the normal pace, with nobody else spending of the quota. */
export async function crmHours(calls: number, hourlyLimit: number): Promise<number> {
  const played = Math.min(calls, MOST_PLAYED);
  const clock = createVirtualClock({ startMs: 0 });
  const quota = new SharedQuota(hourlyLimit, new Float64Array());
  const work = { isDone: false };
  const working = ours(played, quota, clock).then(() => (work.isDone = true));
  // To the second: what a small audit takes is minutes.
  while (!work.isDone) await clock.advance(played < 1000 ? 1000 : STEP_MS);
  await working;
  return clock.now() / HOUR_MS + (calls - played) / (hourlyLimit * QUOTA_SHARE);
}
