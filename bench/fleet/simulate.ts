import { RECORD_TYPES } from '../../src/core/model/record-type.ts';
import { DEFAULT_AT, type BackstopRules } from '../../src/core/model/schedule.ts';
import { nextSlotMs } from '../../src/core/operations/schedule/due-runs.ts';
import { dayOf, sweepOf, type Size, type Work } from './work.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Customer {
  readonly id: number;
  readonly size: Size;
  readonly timeZone: string;
}

/** Where audits run. */
export interface Machine {
  readonly cores: number;
  readonly memoryGb: number;
}

export interface Fleet {
  readonly customers: readonly Customer[];
  readonly machine: Machine;
  readonly startMs: number;
  readonly days: number;
  /** Over how long after their time the customers' beginnings are spread. */
  readonly spreadHours: number;
  /** So many days lie between two sweeps of a customer. */
  readonly sweepEveryDays: number;
  /** Of the audits, those that fail on the way to their end and are tried again an hour later. */
  readonly failing: number;
}

export interface FleetResult {
  readonly audits: number;
  readonly calls: number;
  /** The largest of any instant. */
  readonly peakRunning: number;
  readonly peakWaiting: number;
  readonly peakMemoryGb: number;
  /** Part of the machine's processor time that was used: in the whole time, and in the busiest hour. */
  readonly coresUsed: number;
  readonly coresUsedBusiestHour: number;
  /** Hours from when an audit was to begin until it ended. */
  readonly dailyHoursP50: number;
  readonly dailyHoursP99: number;
  readonly dailyHoursMost: number;
}

interface Job {
  readonly customer: Customer;
  readonly kind: 'day' | 'sweep';
  readonly wantedMs: number;
  /** When it may begin: as wanted, or later if it failed. */
  readonly beginMs: number;
  readonly work: Work;
  /** Seconds left of the phase at full speed. */
  left: number;
  phase: 'reading' | 'judging';
}

/**
 * Plays a fleet under a clock of its own: time jumps to the next thing that happens. Each customer's day comes when the product's own
 * schedule says so. While an audit reads, its product's pace decides and it takes a little of a core; then it takes a whole one. Where
 * more is wanted than there are cores, all go slower alike. What does not fit into memory waits in line, and a customer's next audit for
 * the one before.
 */
export function simulate(fleet: Fleet): FleetResult {
  const { machine, startMs, days } = fleet;
  const endMs = startMs + days * DAY_MS;
  const arrivals = arrivalsOf(fleet);
  const random = numbersFrom(fleet.customers.length);
  /** An hour after each failure, so that they stay in their order. */
  const again: Job[] = [];
  const waiting: Job[] = [];
  const running = new Set<Job>();
  const busy = new Set<number>();
  const hours: number[] = [];
  const coreSecondsOfHour = new Map<number, number>();
  const peak = { running: 0, waiting: 0, memoryMb: 0 };
  let [audits, calls, coreSeconds, memoryMb] = [0, 0, 0, 0];
  let nowMs = startMs;
  let next = 0;

  const begin = (): void => {
    for (let at = 0; at < waiting.length;) {
      const job = waiting[at];
      if (job === undefined) break;
      // First come, first served, but for a customer who is being audited.
      if (busy.has(job.customer.id)) {
        at += 1;
        continue;
      }
      if (memoryMb + job.work.memoryMb > machine.memoryGb * 1024) break;
      waiting.splice(at, 1);
      running.add(job);
      busy.add(job.customer.id);
      memoryMb += job.work.memoryMb;
    }
    peak.running = Math.max(peak.running, running.size);
    peak.waiting = Math.max(peak.waiting, waiting.length);
    peak.memoryMb = Math.max(peak.memoryMb, memoryMb);
  };
  const finish = (job: Job): void => {
    running.delete(job);
    busy.delete(job.customer.id);
    memoryMb -= job.work.memoryMb;
    calls += job.work.calls.raise + job.work.calls.crm;
    if (random() < fleet.failing) {
      again.push({
        ...job,
        beginMs: nowMs + HOUR_MS,
        phase: 'reading',
        left: job.work.readSeconds,
      });
      return;
    }
    audits += 1;
    if (job.kind === 'day') hours.push((nowMs - job.wantedMs) / HOUR_MS);
  };

  for (;;) {
    begin();
    const wanted = [...running].reduce((sum, job) => sum + coresOf(job), 0);
    const speed = wanted > machine.cores ? machine.cores / wanted : 1;
    const toArrivalMs =
      Math.min(arrivals[next]?.beginMs ?? Infinity, again[0]?.beginMs ?? Infinity) - nowMs;
    const toEndMs = Math.min(...[...running].map(({ left }) => (left / speed) * 1000));
    const stepMs = Math.min(toArrivalMs, toEndMs);
    if (stepMs === Infinity) break;
    const seconds = stepMs / 1000;
    addBusy(coreSecondsOfHour, nowMs, seconds, wanted * speed);
    coreSeconds += wanted * speed * seconds;
    nowMs += stepMs;
    for (const job of running) job.left -= seconds * speed;
    for (const job of running) {
      if (job.left > 1e-6) continue;
      if (job.phase === 'reading') {
        job.phase = 'judging';
        job.left = job.work.judgeCpuSeconds;
      } else finish(job);
    }
    for (; (arrivals[next]?.beginMs ?? Infinity) <= nowMs; next += 1) {
      const job = arrivals[next];
      if (job !== undefined) waiting.push(job);
    }
    while ((again[0]?.beginMs ?? Infinity) <= nowMs) waiting.push(...again.splice(0, 1));
  }
  const sorted = hours.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  const wholeSeconds = (Math.max(endMs, nowMs) - startMs) / 1000;
  return {
    audits,
    calls,
    peakRunning: peak.running,
    peakWaiting: peak.waiting,
    peakMemoryGb: peak.memoryMb / 1024,
    coresUsed: coreSeconds / wholeSeconds / machine.cores,
    coresUsedBusiestHour: Math.max(...coreSecondsOfHour.values()) / 3600 / machine.cores,
    dailyHoursP50: at(0.5),
    dailyHoursP99: at(0.99),
    dailyHoursMost: sorted.at(-1) ?? 0,
  };
}

/** Cores that an audit takes at full speed. */
function coresOf({ phase, work }: Job): number {
  return phase === 'judging' ? 1 : Math.min(1, work.readCpuSeconds / Math.max(1, work.readSeconds));
}

/** Everything that is to happen, in its order: each customer's days by the product's schedule, and its sweeps in the night after one. */
function arrivalsOf({ customers, startMs, days, spreadHours, sweepEveryDays }: Fleet): Job[] {
  const jobs: Job[] = [];
  const job = (customer: Customer, kind: Job['kind'], wantedMs: number, work: Work): void =>
    void jobs.push({
      customer,
      kind,
      wantedMs,
      beginMs: wantedMs,
      work,
      phase: 'reading',
      left: work.readSeconds,
    });
  const slotsOf = new Map<string, readonly number[]>();
  for (const customer of customers) {
    const { id, size, timeZone } = customer;
    const slots = slotsOf.get(timeZone) ?? slotsIn(timeZone, startMs, startMs + days * DAY_MS);
    slotsOf.set(timeZone, slots);
    // The same minute each day, another one for each customer.
    const spreadMs = ((id * 0.618_033_988_75) % 1) * spreadHours * HOUR_MS;
    const [day, sweep] = [dayOf(size), sweepOf(size)];
    for (const [number, slotMs] of slots.entries()) {
      job(customer, 'day', slotMs + spreadMs, day);
      if ((number + id) % sweepEveryDays === 0)
        job(customer, 'sweep', slotMs + spreadMs + 12 * HOUR_MS, sweep);
    }
  }
  return jobs.toSorted((a, b) => a.wantedMs - b.wantedMs || a.customer.id - b.customer.id);
}

/** When a day's time comes in a zone, by the product's schedule. */
function slotsIn(timeZone: string, fromMs: number, untilMs: number): number[] {
  const rules: BackstopRules = {
    schedule: {
      kind: 'daily',
      at: DEFAULT_AT,
      records: RECORD_TYPES,
      sinceUtc: new Date(fromMs).toISOString(),
    },
    timeZone,
    lagHours: 24,
  };
  const slots: number[] = [];
  for (let at = nextSlotMs(rules, fromMs); at !== null && at < untilMs; at = nextSlotMs(rules, at))
    slots.push(at);
  return slots;
}

function addBusy(hours: Map<number, number>, fromMs: number, seconds: number, cores: number): void {
  const hour = Math.floor(fromMs / HOUR_MS);
  const inThis = Math.min(seconds, ((hour + 1) * HOUR_MS - fromMs) / 1000);
  hours.set(hour, (hours.get(hour) ?? 0) + inThis * cores);
  if (seconds > inThis) addBusy(hours, (hour + 1) * HOUR_MS, seconds - inThis, cores);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
