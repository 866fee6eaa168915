import { createGovernor } from '../../src/core/http/governor.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import type { VirtualClock } from '../../test/support/virtual-clock.ts';
import type { SharedQuota } from './shared-quota.ts';

/** Makes so many calls, answered after `LATENCY_MS` each; resolves when all were served. */
export type Policy = (calls: number, quota: SharedQuota, clock: VirtualClock) => Promise<void>;

const LATENCY_MS = 250;
const WORKERS = 4;

/** Our governor at the normal pace. */
export const ours: Policy = async (calls, quota, clock) => {
  const governor = createGovernor({ pace: paceFor({ product: 'crm' }), clock });
  await work(calls, async () => {
    const permit = await governor.acquire();
    const { isRefused, remaining, resetAtMs } = quota.call(clock.now());
    await clock.sleep(LATENCY_MS);
    const waitMs = resetAtMs - clock.now();
    governor.note({
      status: isRefused ? 429 : 200,
      quota: { limit: quota.limit, remaining, resetAtMs },
      serverWait: isRefused ? { waitMs, why: 'quota' } : null,
    });
    permit.release();
    return !isRefused;
  });
};

/** As fast as the answers come; a refusal is obeyed by whoever got it. */
export const greedy: Policy = (calls, quota, clock) =>
  work(calls, async () => {
    const { isRefused, resetAtMs } = quota.call(clock.now());
    await clock.sleep(LATENCY_MS);
    if (isRefused) await clock.sleep(resetAtMs - clock.now());
    return !isRefused;
  });

/** As fast as the answers come, until a fifth of the quota is left. */
export const fixed80: Policy = (calls, quota, clock) => {
  let untilMs = 0;
  return work(calls, async () => {
    while (clock.now() < untilMs) await clock.sleep(untilMs - clock.now());
    const { isRefused, remaining, resetAtMs } = quota.call(clock.now());
    if (remaining <= quota.limit * 0.2) untilMs = resetAtMs;
    await clock.sleep(LATENCY_MS);
    return !isRefused;
  });
};

/** `call` answers whether it was served. */
async function work(calls: number, call: () => Promise<boolean>): Promise<void> {
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left--;
      if (!(await call())) left++;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}
