import { NO_CHANGES } from './changes.ts';
import { makeChanges } from './changes.ts';
import type { HookEvent } from './hooks/hook-events.ts';
import { playGifts, type Played, type PlayOptions } from './hooks/play.ts';
import { SandboxHooks } from './hooks/sandbox-hooks.ts';
import type { Mutations } from './mutations.ts';
import { makeMutations } from './mutations.ts';
import type { SandboxOptions } from './options.ts';
import type { PlantedFinding } from './planted-finding.ts';
import type { QueryClock } from './query/date-values.ts';
import { DEFAULT_QUIRKS } from './quirks.ts';
import { crmAnswers } from './servers/crm-server.ts';
import { makeFaults } from './servers/faults.ts';
import { listen, type SandboxRequest } from './servers/http-server.ts';
import { frameServer } from './servers/product-server.ts';
import { raiseAnswers } from './servers/raise-server.ts';
import type { SandboxAnswer } from './servers/send-answer.ts';
import { HourlyQuota, SecondlyLimit } from './servers/rate-windows.ts';
import type { LoggedRequest } from './servers/request-log.ts';
import { RequestLog } from './servers/request-log.ts';
import { buildExplicitWorld } from './world/explicit-world.ts';
import { generateWorld } from './world/generated-world.ts';
import type { World } from './world/world.ts';
import { makeZoneClock } from './zone-clock.ts';

export type { FaultProxy } from './fault-proxy.ts';
export { startFaultProxy } from './fault-proxy.ts';
export { BadFaultSpec } from './fault-spec.ts';
export type { SandboxOptions } from './options.ts';
export type { ExplicitWorld } from './world/explicit-world.ts';
export { loadWorld } from './world/explicit-world.ts';
export type { Mutations } from './mutations.ts';
export type { PlantedFinding } from './planted-finding.ts';
export type { Quirks } from './quirks.ts';
export type { LoggedRequest } from './servers/request-log.ts';
export type { CallKind } from './servers/call-kind.ts';
export type { WireRecord } from './wire-record.ts';
export { inSmallProcess } from './small-process.ts';

const FOUR_YEARS = 4 * 366 * 86_400_000;

export interface RecordCounts {
  raise: { donors: number; gifts: number; recurringGifts: number; campaigns: number };
  /** Contacts include archived ones, which a plain query leaves out. */
  crm: { contacts: number; gifts: number; recurringGifts: number };
}

export interface RunningSandbox {
  /** Origins, without `/api`. */
  raiseUrl: string;
  crmUrl: string;
  raiseToken: string;
  crmToken: string;
  /** What "now" was when the records were made; ISO with Z. */
  nowUtc: string;
  planted: PlantedFinding[];
  /** Counted when read: changes and mutations show. */
  readonly recordCounts: RecordCounts;
  calls(): { raise: number; crm: number };
  /** The last 100,000 requests, oldest first; status 0 where no answer was sent. */
  requests(): LoggedRequest[];
  /** Forgets all requests; `calls` counts anew. */
  clearLog(): void;
  /**
   * Replaces the faults (grammar in servers/faults.ts; an empty text is none); their counters start anew.
   * @throws BadFaultSpec
   */
  setFaults(spec: string, faultSeed?: number): void;
  /** Replaces the clock of the rate limits and of the date keywords (milliseconds since 1970). */
  setClock(now: () => number): void;
  mutate: Mutations;
  /** Tells the subscribers of a product that something happened to a record. @returns the statuses they answered with */
  tell(event: HookEvent, times?: number): Promise<number[]>;
  /** Tells the subscribers of both products of their gifts, in disorder and some twice. */
  play(options?: PlayOptions): Promise<Played>;
  close(): Promise<void>;
}

/** Starts the two simulated products on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const quirks = { ...DEFAULT_QUIRKS, ...options.world?.quirks, ...options.quirks };
  const world = makeWorld(options, quirks);
  const seed = options.seed ?? 1;
  let now = (): number => Date.now();
  const zone = makeZoneClock(
    world.organization.timeZone,
    world.nowMs - FOUR_YEARS,
    world.nowMs + FOUR_YEARS,
  );
  const clock: QueryClock = { nowMs: world.nowMs, zone };
  const log = new RequestLog();
  let faults = makeFaults(options.faults ?? options.world?.faults ?? '', seed);
  const quota = new HourlyQuota(quirks.crmRateLimit, quirks.crmRateUsed, () => now());
  const limit = new SecondlyLimit(quirks.raiseRatePerSecond, () => now());
  const mutate = makeMutations(world, quirks, quota);
  const changes = quirks.changing > 0 ? makeChanges(quirks.changing, world, mutate) : NO_CHANGES;
  const hooks = new SandboxHooks(world);
  const raiseToken = options.raiseToken ?? 'sandbox-raise-token';
  const crmToken = options.crmToken ?? 'sandbox-crm-token';
  const closing = new AbortController();
  const frame = {
    faults: () => faults,
    log,
    latencyMs: options.latencyMs ?? 0,
    closing: closing.signal,
    now: () => now(),
    changes,
  };
  const raise = await listen(
    options.portRaise ?? 0,
    frameServer(
      {
        ...frame,
        product: 'raise',
        token: raiseToken,
        spend: () =>
          limit.isOver()
            ? { isOver: true, headers: { 'Retry-After': '1' } }
            : { isOver: false, headers: {} },
      },
      withHooks('raise', hooks, raiseAnswers(world, quirks, seed, clock)),
    ),
  );
  const crm = await listen(
    options.portCrm ?? 0,
    frameServer(
      { ...frame, product: 'crm', token: crmToken, spend: () => quota.spend() },
      withHooks('crm', hooks, crmAnswers(world, quirks, seed, clock)),
    ),
  );
  return {
    raiseUrl: raise.url,
    crmUrl: crm.url,
    raiseToken,
    crmToken,
    nowUtc: new Date(world.nowMs).toISOString(),
    planted: world.planted,
    get recordCounts() {
      return countRecords(world);
    },
    calls: () => log.calls(),
    requests: () => log.requests(),
    clearLog: () => log.clear(),
    setFaults(spec, faultSeed = seed) {
      faults = makeFaults(spec, faultSeed);
    },
    setClock(next) {
      now = next;
      clock.nowMs = next();
    },
    mutate,
    tell: (event, times) => hooks.tell(event, times),
    play: (playOptions) => playGifts(world, hooks, playOptions),
    async close() {
      closing.abort();
      await Promise.all([raise.close(), crm.close()]);
    },
  };
}

type Answers = (request: SandboxRequest) => Promise<SandboxAnswer>;

function withHooks(product: 'raise' | 'crm', hooks: SandboxHooks, answers: Answers): Answers {
  return async (request) => hooks.answer(product, request) ?? answers(request);
}

function makeWorld(options: SandboxOptions, quirks: typeof DEFAULT_QUIRKS): World {
  if (options.world === undefined) return generateWorld(options, quirks);
  const nowMs = options.nowUtc === undefined ? Date.now() : Date.parse(options.nowUtc);
  return buildExplicitWorld(
    options.world,
    nowMs,
    quirks.organizationTimeZone ?? options.timeZone ?? 'US/Arizona',
    quirks,
  );
}

function countRecords({ raise, crm }: World): RecordCounts {
  return {
    raise: {
      donors: raise.donors.size(true),
      gifts: raise.gifts.size(true),
      recurringGifts: raise.recurringGifts.size(true),
      campaigns: raise.campaigns.size(true),
    },
    crm: {
      contacts: crm.contacts.size(true),
      gifts: crm.gifts.size(true),
      recurringGifts: crm.recurringGifts.size(true),
    },
  };
}
