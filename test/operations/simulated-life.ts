import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type BackstopResult,
  type Link,
} from '../../src/core/auditor.ts';
import { formatDay, type Day } from '../../src/core/model/days.ts';
import { dayInZone, formatInstant } from '../../src/core/model/instants.ts';
import type { Backstop, BackstopRules } from '../../src/core/model/schedule.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

const HOUR_MS = 3_600_000;
export const WORKSPACE = 'Hope';

export interface LifeOptions {
  readonly timeZone: string;
  readonly fromDay: Day;
  readonly days: number;
  readonly at?: string;
  readonly lagHours?: number;
  /** Hours, counted from the start, in which the machine sleeps. */
  readonly sleeps?: readonly (readonly [from: number, to: number])[];
  /** The program is started anew after so many hours. */
  readonly restartEvery?: number;
  /** Told after each time something ran. */
  readonly afterRun?: (life: Life, result: BackstopResult) => Promise<void> | void;
}

export interface Life {
  readonly auditor: Auditor;
  readonly sandbox: RunningSandbox;
  readonly clock: VirtualClock;
  readonly rules: BackstopRules;
  /** Raise ids of gifts that CRM+ never gets, with the days on which they were given. */
  readonly planted: Map<string, Day>;
  backstops(): Backstop[];
}

/**
 * A nonprofit that lives through some days on a clock of its own, with real servers and real files: each day brings gifts that sync at once,
 * one that takes ten hours, and now and then one that never comes, that is a test, or whose campaign isn't synced.
 */
export async function liveThrough(
  options: LifeOptions,
  look: (life: Life) => Promise<void> | void,
): Promise<void> {
  const { timeZone, fromDay, days } = options;
  const startMs = instantOf(fromDay, '00:00', timeZone);
  const sandbox = await startSandbox({
    nowUtc: formatInstant(startMs),
    world: { organization: { timeZone }, raise: RAISE, crm: CRM },
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-life-'));
  const clock = createVirtualClock({ startMs, isAuto: true });
  sandbox.setClock(() => clock.now());
  const rules: BackstopRules = {
    timeZone,
    lagHours: options.lagHours ?? 24,
    schedule: {
      kind: 'daily',
      at: options.at ?? '06:00',
      records: ['gift'],
      sinceUtc: formatInstant(startMs + 12 * HOUR_MS),
    },
  };
  let host = openHost(dataFolder, sandbox, clock);
  const planted = new Map<string, Day>();
  const life: Life = {
    get auditor() {
      return host.auditor;
    },
    sandbox,
    clock,
    rules,
    planted,
    backstops: () => host.auditor.backstops.list(WORKSPACE),
  };
  try {
    const asleep = options.sleeps ?? [];
    const happenings = happeningsOf(options, sandbox, planted);
    for (let hour = 0; hour < days * 24; hour += 1) {
      const atMs = startMs + hour * HOUR_MS;
      while ((happenings[0]?.atMs ?? Infinity) <= atMs) happenings.shift()?.happen();
      if (atMs > clock.now()) clock.jump(atMs - clock.now());
      if (hour % (options.restartEvery ?? Infinity) === 1) {
        host.auditor.close();
        host = openHost(dataFolder, sandbox, clock);
      }
      if (asleep.some(([from, to]) => from <= hour && hour < to)) continue;
      const due = host.auditor.backstops.due(WORKSPACE, rules, clock.now());
      if (due.length === 0) continue;
      const result = await runBackstop(host, life, due);
      if (result.error !== null) throw result.error;
      await options.afterRun?.(life, result);
    }
    await look(life);
  } finally {
    host.auditor.close();
    await sandbox.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

interface Host {
  readonly auditor: Auditor;
  readonly link: Link;
}

function openHost(dataFolder: string, sandbox: RunningSandbox, clock: VirtualClock): Host {
  const auditor = createAuditor({ dataFolder, version: 'test' });
  if (!auditor.workspaces().includes(WORKSPACE)) auditor.customers.create(WORKSPACE, {});
  const requestsPerSecond = 1000;
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond },
    clock,
  });
  return { auditor, link };
}

function runBackstop(
  { auditor, link }: Host,
  { rules, clock }: Life,
  due: ReturnType<Auditor['backstops']['due']>,
): Promise<BackstopResult> {
  return auditor.backstops.run({
    workspace: WORKSPACE,
    due,
    request: {
      ...DEFAULT_REQUEST,
      records: ['gift'],
      timeZone: rules.timeZone,
      lagHours: rules.lagHours,
      linkSources: ['RaiseDonors'],
      linkPrefixes: ['rd2-'],
    },
    now: () => clock.now(),
    run: async ({ request, resume, onStart }) => {
      await auditor.audit(link, { workspace: WORKSPACE, request, resume, onStart });
    },
  });
}

interface Happening {
  readonly atMs: number;
  readonly happen: () => void;
}

function happeningsOf(
  { timeZone, fromDay, days }: LifeOptions,
  sandbox: RunningSandbox,
  planted: Map<string, Day>,
): Happening[] {
  const happenings: Happening[] = [];
  let nextId = 7000;
  const give = (day: Day, time: string, more: object, syncsAfterHours: number | null): void => {
    const id = (nextId += 1);
    const atMs = instantOf(day, time, timeZone);
    // Some days are shorter than the clock says.
    const giftDay = dayInZone(atMs, timeZone);
    const createdDate = formatInstant(atMs).slice(0, 19);
    const date = `${formatDay(giftDay)}T${time}:00`;
    const gift = { id, donorId: 501, amount: 100, date, createdDate, ...more };
    happenings.push({ atMs, happen: () => sandbox.mutate.putRaise('gifts', gift) });
    if (syncsAfterHours === null) return;
    const syncMs = atMs + syncsAfterHours * HOUR_MS;
    const crm = {
      id: id + 100_000,
      transactionSource: 'RaiseDonors',
      transactionId: `rd2-${id}`,
      contactId: 9001,
      amount: 100,
      giftDate: `${formatDay(giftDay)}T00:00:00`,
      createDateTimeUtc: formatInstant(syncMs),
    };
    happenings.push({ atMs: syncMs, happen: () => sandbox.mutate.putCrm('gifts', crm) });
  };
  for (let index = 0; index < days; index += 1) {
    const day = fromDay + index;
    give(day, '10:00', {}, 0.2);
    give(day, '23:30', {}, 10);
    if (index % 5 === 2) {
      planted.set(String(nextId + 1), day);
      give(day, '15:00', {}, null);
    }
    if (index % 3 === 1) give(day, '16:00', { isTestMode: true }, null);
    if (index % 4 === 1) give(day, '17:00', { campaignId: 77, campaignName: 'Gala' }, null);
  }
  return happenings.toSorted((a, b) => a.atMs - b.atMs);
}

export function instantOf(day: Day, time: string, timeZone: string): number {
  return Temporal.PlainDate.from(formatDay(day)).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
}

const RAISE = {
  donors: [{ id: 501, name: 'Ann Archer', crmKey: '9001' }],
  gifts: [],
  recurringGifts: [],
  campaigns: [{ id: 77, name: 'Gala', canSync: false }],
};
const CRM = { contacts: [{ id: 9001, name: 'Ann Archer' }], gifts: [], recurringGifts: [] };
