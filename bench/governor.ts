import { createVirtualClock } from '../test/support/virtual-clock.ts';
import { ORGANIZATIONS, othersCalls, type Organization } from './governor/organization.ts';
import { fixed80, greedy, ours, type Policy } from './governor/policies.ts';
import { SharedQuota } from './governor/shared-quota.ts';
import { peakMb } from './support/cost.ts';

// What an audit costs the other integrations of the same organization, and how long it takes, policy by policy. Time is
// virtual and everything is seeded: the figures are the same on every machine. First argument: calls of the audit.
const CALLS = Number(process.argv[2] ?? 20_000);
const SEEDS = [1, 2, 3, 4, 5];
const POLICIES: Readonly<Record<string, Policy>> = { ours, greedy, fixed80 };
const SHARE = 0.8;
const PER_SECOND = 4;
const HOUR_MS = 3_600_000;

const figures: Record<string, number> = { calls: CALLS, idealIdleHours: rounded(idealHours(5000)) };
for (const organization of ORGANIZATIONS) {
  for (const [name, policy] of Object.entries(POLICIES)) {
    const runs: Simulated[] = [];
    for (const seed of SEEDS) runs.push(await simulate(organization, policy, seed));
    const sum = (of: (run: Simulated) => number): number =>
      runs.reduce((total, run) => total + of(run), 0);
    figures[`${organization.name}: ${name}: hours`] = rounded(
      sum((run) => run.hours) / runs.length,
    );
    const refused = sum((run) => run.refused);
    const asked = sum((run) => run.asked);
    figures[`${organization.name}: ${name}: others refused %`] = rounded(
      asked === 0 ? 0 : (100 * refused) / asked,
    );
  }
}
console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));

interface Simulated {
  readonly hours: number;
  readonly refused: number;
  readonly asked: number;
}

async function simulate(
  organization: Organization,
  policy: Policy,
  seed: number,
): Promise<Simulated> {
  const random = mulberry(seed);
  const others = othersCalls(organization, 400, random);
  // Audits begin at any minute of an hour.
  const startMs = Math.floor(random() * HOUR_MS);
  const clock = createVirtualClock({ startMs });
  const quota = new SharedQuota(organization.limit, others);
  quota.advance(startMs);
  const before = quota.refusedOthers + quota.servedOthers;
  const alone = refusedAlone(organization, others);
  const refusedBefore = quota.refusedOthers;
  const work = { isDone: false };
  const working = policy(CALLS, quota, clock).then(() => (work.isDone = true));
  while (!work.isDone) await clock.advance(60_000);
  await working;
  const endMs = clock.now();
  quota.advance(endMs);
  const during = quota.refusedOthers - refusedBefore;
  return {
    hours: (endMs - startMs) / HOUR_MS,
    refused: Math.max(0, during - (alone(endMs) - alone(startMs))),
    asked: quota.refusedOthers + quota.servedOthers - before,
  };
}

/** Calls of others that would be refused until an instant if nobody audited. */
function refusedAlone({ limit }: Organization, others: Float64Array): (untilMs: number) => number {
  return (untilMs) => {
    const quota = new SharedQuota(limit, others);
    quota.advance(untilMs);
    return quota.refusedOthers;
  };
}

/** The least time under the rule that never more than 80 % of the quota is ours, at the same pace. */
function idealHours(limit: number): number {
  const most = limit * SHARE;
  const windows = Math.ceil(CALLS / most) - 1;
  return windows + (CALLS - windows * most) / PER_SECOND / 3600;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
