import { QUOTA_SHARE } from '../../src/core/http/pace.ts';
import { createVirtualClock } from '../../test/support/virtual-clock.ts';
import { ours } from '../governor/policies.ts';
import { SharedQuota } from '../governor/shared-quota.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 60_000;
/** More calls than these take as much an hour as the last ones did: that need not be played, nor twice. */
const MOST_PLAYED = 10_000;
const played = new Map<string, Promise<number>>();

/** Hours that so many calls to CRM+ take by our governor at the normal pace, with nobody else spending of the quota. */
export async function crmHours(calls: number, hourlyLimit: number): Promise<number> {
  const first = Math.min(calls, MOST_PLAYED);
  const key = `${first} of ${hourlyLimit}`;
  const hours = played.get(key) ?? play(first, hourlyLimit);
  played.set(key, hours);
  return (await hours) + (calls - first) / (hourlyLimit * QUOTA_SHARE);
}

async function play(calls: number, hourlyLimit: number): Promise<number> {
  const clock = createVirtualClock({ startMs: 0 });
  const quota = new SharedQuota(hourlyLimit, new Float64Array());
  const work = { isDone: false };
  const working = ours(calls, quota, clock).then(() => (work.isDone = true));
  // To the second: what a small audit takes is minutes.
  while (!work.isDone) await clock.advance(calls < 1000 ? 1000 : STEP_MS);
  await working;
  return clock.now() / HOUR_MS;
}
