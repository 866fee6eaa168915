import type { RunStatus, StoredRunSummary } from '../../src/contract/runs.ts';
import type { PaceState } from '../../src/core/model/pace-state.ts';

export const NOW_MS = Date.UTC(2026, 10, 24, 10, 30);
export const RUNNING: PaceState = { kind: 'running' };
export const REFUSED: PaceState = { kind: 'needs_sign_in' };
export const YIELDING: PaceState = { kind: 'yielding', othersPerHour: 1200, oursPerHour: 2900 };
export const OFFLINE: PaceState = {
  kind: 'offline',
  sinceMs: NOW_MS - 60_000,
  untilMs: NOW_MS + 2000,
};

/** A wait that the product asked for, `seconds` from now. */
export function wait(
  seconds: number,
  kind: 'waiting_for_quota' | 'waiting_for_server' = 'waiting_for_server',
): PaceState {
  return { kind, untilMs: NOW_MS + seconds * 1000 };
}

/** A status of the run "r1"; its products run unless told otherwise. */
export function statusFor(
  facts: Partial<RunStatus> = {},
  paces: { readonly raise?: PaceState; readonly crm?: PaceState } = {},
): RunStatus {
  const product = (state: PaceState = RUNNING) => ({ calls: 0, state, quota: null });
  return {
    workspace: 'Harbour',
    runId: 'r1',
    state: 'running',
    phase: 'capture',
    startedUtc: '2026-11-24T10:00:00.000Z',
    streams: [],
    confirm: null,
    products: { raise: product(paces.raise), crm: product(paces.crm) },
    secondsLeft: null,
    notes: [],
    failure: null,
    provisional: null,
    ...facts,
  };
}

/** The run "r1" as it is stored: interrupted unless told otherwise. */
export function storedRun(facts: Partial<StoredRunSummary> = {}): StoredRunSummary {
  return {
    runId: 'r1',
    state: 'interrupted',
    startedUtc: '2026-11-24T10:00:00.000Z',
    finishedUtc: null,
    asOfUtc: '2026-11-24T10:00:00.000Z',
    scope: { records: ['donor'], from: null, to: null, modifiedFrom: null, ids: null },
    status: null,
    calls: null,
    stop: null,
    elsewhere: null,
    actionable: null,
    findings: null,
    changes: null,
    recheck: null,
    ...facts,
  };
}
