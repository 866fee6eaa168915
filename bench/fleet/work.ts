import { expectedSeconds } from '../../src/core/http/expected-time.ts';
import { paceFor } from '../../src/core/http/pace.ts';

/** Organizations as docs/decisions/0013 and `npm run bench -- calls` know them. */
export const SIZES = {
  S: { donors: 5_000, gifts: 30_000, openFindings: 10, hourlyLimit: 1_500 },
  M: { donors: 50_000, gifts: 400_000, openFindings: 60, hourlyLimit: 5_000 },
  L: { donors: 250_000, gifts: 3_000_000, openFindings: 300, hourlyLimit: 5_000 },
} as const;
export type Size = keyof typeof SIZES;

/** What one audit takes of everything that can run out. */
export interface Work {
  readonly calls: { readonly raise: number; readonly crm: number };
  /** By the products' pace, nobody else spending of the quota. */
  readonly readSeconds: number;
  /** Of the processor: while it reads, and afterwards. */
  readonly readCpuSeconds: number;
  readonly judgeCpuSeconds: number;
  readonly memoryMb: number;
  /** The file of what it read. */
  readonly pagesMb: number;
  /** Rows of findings that it leaves, in the workspace and in the shared store. */
  readonly findings: number;
}

/**
 * Measured on one machine (docs/decisions/0014 names the commands); what grows with donors or gifts is scaled from there. A day's audit
 * reads all donors and contacts, by which gifts are linked, and the gifts of two days.
 */
const MEASURED = {
  day: { callsBesideLists: 22, kbPerDonor: 1.7, cpuMsPerDonor: 0.17, startCpuSeconds: 1.8 },
  sweep: {
    calls: { S: 245, M: 3_101, L: 22_941 },
    /** Of the calls, those to Raise. */
    raiseShare: 0.43,
    kbPerGift: 1.6,
    readCpuMsPerGift: 0.13,
    judgeCpuMsPerGift: 0.26,
  },
  memoryMb: { S: 250, M: 490, L: 830 },
} as const;
const PAGE = 1000;

/** Yesterday, and what is open looked at again: three calls a finding. */
export function dayOf(size: Size): Work {
  const { donors, gifts, openFindings } = SIZES[size];
  const { callsBesideLists, kbPerDonor, cpuMsPerDonor, startCpuSeconds } = MEASURED.day;
  const lists = Math.ceil(donors / PAGE);
  const raise = lists + Math.ceil(callsBesideLists / 2) + openFindings;
  const crm = lists + Math.ceil(callsBesideLists / 2) + 2 * openFindings;
  const cpuSeconds = startCpuSeconds + (donors * cpuMsPerDonor) / 1000;
  return {
    calls: { raise, crm },
    readSeconds: secondsOf(raise, crm, size),
    readCpuSeconds: cpuSeconds * 0.7,
    judgeCpuSeconds: cpuSeconds * 0.3,
    memoryMb: MEASURED.memoryMb[size] / 2,
    pagesMb: (donors * kbPerDonor) / 1000,
    // What is open is seen again by the re-check; of what is new, one gift in two hundred.
    findings: openFindings + Math.ceil(gifts / 1825 / 200),
  };
}

/** Everything of all time. */
export function sweepOf(size: Size): Work {
  const { gifts, openFindings } = SIZES[size];
  const { calls, raiseShare, kbPerGift, readCpuMsPerGift, judgeCpuMsPerGift } = MEASURED.sweep;
  const raise = Math.ceil(calls[size] * raiseShare);
  const crm = calls[size] - raise;
  return {
    calls: { raise, crm },
    readSeconds: secondsOf(raise, crm, size),
    readCpuSeconds: (gifts * readCpuMsPerGift) / 1000,
    judgeCpuSeconds: (gifts * judgeCpuMsPerGift) / 1000,
    memoryMb: MEASURED.memoryMb[size],
    pagesMb: (gifts * kbPerGift) / 1000,
    // Excluded records are findings too: one gift in fifty.
    findings: openFindings + Math.ceil(gifts / 50),
  };
}

/** The slower of the two products, as a plan tells it. */
function secondsOf(raise: number, crm: number, size: Size): number {
  return Math.max(
    expectedSeconds(raise, paceFor({ product: 'raise' }).requestsPerSecond, null),
    expectedSeconds(crm, paceFor({ product: 'crm' }).requestsPerSecond, SIZES[size].hourlyLimit),
  );
}
