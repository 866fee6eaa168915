import type { RunStatus, StreamProgress } from '../contract/runs.ts';
import { PaceOfRun, type Link, type Progress } from '../core/auditor.ts';
import type { Product } from '../core/model/record-type.ts';
import type { Phase } from '../core/model/progress.ts';
import type { PlannedStream } from '../core/model/plan.ts';
import { failureFacts } from './failure-error.ts';

const MOST_NOTES = 20;

export interface RunBegun {
  /** How many lists it reads. */
  readonly lists: number;
  /** What a plan counted of them, if there was one. */
  readonly planned: readonly PlannedStream[];
  /** Calls of its earlier start in this session. */
  readonly callsBefore: Readonly<Record<Product, number>> | null;
  readonly nowMs: number;
}

/** Gathers a run's facts and says how it stands. */
export class RunningStatus {
  readonly workspace: string;
  readonly link: Link;
  readonly #pace: PaceOfRun;
  readonly #startedMs: number;
  /** What the connection had been asked when this start of the run began, less what earlier starts of it had asked. */
  readonly #callsBefore: Readonly<Record<Product, number>>;
  readonly #startedCalls: number;
  #callsAtEnd: Readonly<Record<Product, number>> | null = null;
  readonly #streams = new Map<string, StreamProgress>();
  readonly #notes: string[] = [];
  runId: string | null = null;
  state: RunStatus['state'] = 'running';
  provisional: RunStatus['provisional'] = null;
  #phase: Phase | null = null;
  #failure: RunStatus['failure'] = null;
  #pausedMs = 0;
  #pausedAtMs: number | null = null;

  constructor(workspace: string, link: Link, begun: RunBegun) {
    const { lists, planned, callsBefore, nowMs } = begun;
    this.workspace = workspace;
    this.link = link;
    this.#pace = new PaceOfRun(lists, nowMs);
    for (const { stream, records } of planned) this.#pace.expect(stream, records);
    this.#startedMs = nowMs;
    const made = link.connections.callsMade();
    this.#callsBefore = {
      raise: made.raise - (callsBefore?.raise ?? 0),
      crm: made.crm - (callsBefore?.crm ?? 0),
    };
    this.#startedCalls = made.raise + made.crm;
  }

  add(fact: Progress, nowMs: number): void {
    this.#pace.add(fact, this.#workingMs(nowMs));
    switch (fact.kind) {
      case 'phase':
        this.#phase = fact.phase;
        return;
      case 'stream':
        this.#streams.set(fact.stream, {
          stream: fact.stream,
          read: fact.read,
          advertised: fact.advertised,
          isEnd: fact.isEnd,
        });
        return;
      case 'note':
        this.#notes.push(fact.sentence);
        if (this.#notes.length > MOST_NOTES) this.#notes.shift();
        return;
      // Those count what the connection was asked, also for something else.
      case 'calls':
      case 'confirm':
        return;
    }
  }

  pause(nowMs: number): void {
    this.#pausedAtMs ??= nowMs;
    if (this.state === 'running') this.state = 'paused';
  }

  unpause(nowMs: number): void {
    if (this.#pausedAtMs !== null) this.#pausedMs += nowMs - this.#pausedAtMs;
    this.#pausedAtMs = null;
    if (this.state === 'paused') this.state = 'running';
  }

  fail(error: unknown): void {
    this.#failure = failureFacts(error);
  }

  /** Calls of this start, for a reader who looks after a while: 0 before the first. */
  get callsMade(): number {
    const made = this.link.connections.callsMade();
    return made.raise + made.crm - this.#startedCalls;
  }

  /** Calls of this run in this session. */
  calls(): Readonly<Record<Product, number>> {
    const made = this.#callsAtEnd ?? this.link.connections.callsMade();
    return { raise: made.raise - this.#callsBefore.raise, crm: made.crm - this.#callsBefore.crm };
  }

  /** From now on what its connection is asked is for something else. */
  end(state: 'finished' | 'interrupted' | 'needs_sign_in' | 'failed'): void {
    this.state = state;
    this.provisional = null;
    this.#callsAtEnd = this.link.connections.callsMade();
  }

  snapshot(nowMs: number): RunStatus {
    const calls = this.calls();
    const quota = this.link.quota();
    const paces = this.link.paceStates();
    const product = (name: Product): RunStatus['products'][Product] => {
      const told = quota[name];
      return {
        calls: calls[name],
        state: paces[name],
        quota: told && {
          limit: told.limit,
          remaining: told.remaining,
          othersCalls: told.othersCalls,
          resetsAtUtc: told.resetsAtMs === null ? null : new Date(told.resetsAtMs).toISOString(),
        },
      };
    };
    return {
      workspace: this.workspace,
      runId: this.runId,
      state: this.state,
      phase: this.#phase,
      startedUtc: new Date(this.#startedMs).toISOString(),
      streams: [...this.#streams.values()],
      confirm: this.#pace.confirming,
      products: { raise: product('raise'), crm: product('crm') },
      secondsLeft: this.#secondsLeft(this.#workingMs(nowMs)),
      notes: [...this.#notes],
      failure: this.#failure,
      provisional: this.provisional,
    };
  }

  /** The clock without the pauses: they say nothing of the pace. */
  #workingMs(nowMs: number): number {
    return (this.#pausedAtMs ?? nowMs) - this.#pausedMs;
  }

  /** Of the stage that goes on; null while no honest number can be given: none left is none, too. */
  #secondsLeft(nowMs: number): number | null {
    if (this.state !== 'running' && this.state !== 'paused') return null;
    const seconds = this.#stageLeft(nowMs);
    return seconds !== null && seconds > 0 ? seconds : null;
  }

  #stageLeft(nowMs: number): number | null {
    if (this.#phase === 'capture')
      return this.#pace.isWholeKnown ? this.#pace.readingLeft(nowMs) : null;
    return this.#phase === 'confirm' ? this.#pace.confirmingLeft(nowMs) : null;
  }
}

/** The status of a workspace in which nothing runs. */
export function idleStatus(workspace: string): RunStatus {
  const product = { calls: 0, state: { kind: 'running' as const }, quota: null };
  return {
    workspace,
    runId: null,
    state: 'idle',
    phase: null,
    startedUtc: null,
    streams: [],
    confirm: null,
    products: { raise: product, crm: product },
    secondsLeft: null,
    notes: [],
    failure: null,
    provisional: null,
  };
}
