import { EventPublisher } from '@orpc/server';
import type { RunStatus } from '../contract/runs.ts';
import type { AuditCommand, AuditPlan, Auditor, AuditRequest, StoredRun } from '../core/auditor.ts';
import { countLists, readStoredRequest } from '../core/model/request.ts';
import { Failure, isFailure } from '../core/model/failure.ts';
import type { Links } from './links.ts';
import { ProvisionalLooks, type StartLook } from './provisional-looks.ts';
import { idleStatus, RunningStatus } from './run-status.ts';

/** At most four snapshots a second leave for each workspace. */
const TELL_EVERY_MS = 250;
/** A run that tells nothing of itself is told about this often. */
const PULSE_MS = 1000;

interface Run {
  readonly status: RunningStatus;
  readonly stop: AbortController;
  done: Promise<void>;
  /** What ended it before its end; null if nothing did. */
  error: unknown;
}

/** The audits that go on, one for each workspace, and who listens to them. */
export class RunHost {
  readonly #auditor: Auditor;
  readonly #links: Links;
  readonly #looks: ProvisionalLooks;
  /** Its result is stored: findings may have been opened again. */
  readonly #onFinished: (workspace: string) => void;
  readonly #plans = new Map<string, { readonly request: string; readonly plan: AuditPlan }>();
  readonly #runs = new Map<string, Run>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #told = new EventPublisher<Record<string, RunStatus>>({ maxBufferedEvents: 1 });
  readonly #all = new EventPublisher<{ all: RunStatus }>();

  constructor(
    auditor: Auditor,
    links: Links,
    startLook: StartLook,
    onFinished: (workspace: string) => void,
  ) {
    this.#auditor = auditor;
    this.#onFinished = onFinished;
    this.#links = links;
    this.#looks = new ProvisionalLooks(auditor, startLook, (workspace) => this.tell(workspace));
  }

  /**
   * Starts an audit, or goes on with the newest one that was interrupted (`request` null).
   * @throws Failure usage if one is running, or nothing is there to go on with
   */
  async start(
    workspace: string,
    request: AuditRequest | null,
    onStart?: (runId: string) => void,
  ): Promise<RunStatus> {
    this.#refuseSecond(workspace);
    const link = await this.#links.link(workspace);
    this.#refuseSecond(workspace);
    // Deleted meanwhile? It must not be made anew by its audit.
    this.#auditor.customers.facts(workspace);
    const interrupted = request === null ? this.#interrupted(workspace) : null;
    const asked = interrupted === null ? request : readStoredRequest(interrupted.request);
    if (asked === null) throw new Failure('defect', 'Nothing was asked for.');
    const plan = request === null ? interrupted?.plan : this.#planFor(workspace, request);
    const last = this.#runs.get(workspace)?.status;
    const status = new RunningStatus(workspace, link, {
      lists: countLists(asked, link.connections.crm !== null),
      planned: plan?.streams ?? [],
      callsBefore: last !== undefined && last.runId === interrupted?.id ? last.calls() : null,
      nowMs: Date.now(),
    });
    const run: Run = {
      status,
      stop: new AbortController(),
      done: Promise.resolve(),
      error: null,
    };
    this.#runs.set(workspace, run);
    if (link.isPaused) link.resume();
    const whole = { request: asked, plan: plan ?? null, resume: request === null };
    run.done = this.#audit(run, whole, onStart);
    return status.snapshot(Date.now());
  }

  /** The same to its end. @throws Failure what ended it before */
  async runToEnd(
    workspace: string,
    request: AuditRequest | null,
    onStart: (runId: string) => void,
  ): Promise<void> {
    await this.start(workspace, request, onStart);
    const run = this.#runs.get(workspace);
    await run?.done;
    if (run !== undefined && run.error !== null) throw run.error;
  }

  /** Remembers what a plan counted, for the time left of the run that follows it. */
  notePlan(workspace: string, request: AuditRequest, plan: AuditPlan): void {
    this.#plans.set(workspace, { request: JSON.stringify(request), plan });
  }

  status(workspace: string): RunStatus {
    return this.#runs.get(workspace)?.status.snapshot(Date.now()) ?? idleStatus(workspace);
  }

  /** Workspaces in which an audit goes on. */
  running(): string[] {
    return [...this.#runs].filter(([, run]) => isGoing(run)).map(([workspace]) => workspace);
  }

  /** What runs now, with its calls and its request's id; null if nothing does. */
  going(workspace: string): RunningStatus | null {
    const run = this.#runs.get(workspace);
    return run !== undefined && isGoing(run) ? run.status : null;
  }

  pause(workspace: string): RunStatus {
    const run = this.#going(workspace);
    run.status.link.pause();
    run.status.pause(Date.now());
    this.tell(workspace);
    return this.status(workspace);
  }

  unpause(workspace: string): RunStatus {
    const run = this.#going(workspace);
    run.status.link.resume();
    run.status.unpause(Date.now());
    this.tell(workspace);
    return this.status(workspace);
  }

  cancel(workspace: string): RunStatus {
    const run = this.#going(workspace);
    run.status.state = 'cancelling';
    run.stop.abort();
    this.tell(workspace);
    return this.status(workspace);
  }

  /** Stops everything; resolves when each run has kept what it has. */
  async close(): Promise<void> {
    for (const run of this.#runs.values()) run.stop.abort();
    await Promise.all([...this.#runs.values()].map((run) => run.done));
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  forget(workspace: string): void {
    this.#runs.delete(workspace);
    this.#plans.delete(workspace);
  }

  async *watch(workspace: string, signal?: AbortSignal): AsyncGenerator<RunStatus, void, void> {
    yield* after([this.status(workspace)], this.#told.subscribe(workspace, { signal }));
  }

  async *watchAll(signal?: AbortSignal): AsyncGenerator<RunStatus, void, void> {
    const known = [...this.#runs.keys()].map((workspace) => this.status(workspace));
    yield* after(known, this.#all.subscribe('all', { signal }));
  }

  /** Lets listeners know, now or within a quarter of a second. */
  tell(workspace: string): void {
    if (this.#timers.has(workspace)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(workspace);
      const status = this.status(workspace);
      this.#told.publish(workspace, status);
      this.#all.publish('all', status);
    }, TELL_EVERY_MS);
    this.#timers.set(workspace, timer);
  }

  async #audit(
    run: Run,
    asked: Pick<AuditCommand, 'request' | 'plan' | 'resume'>,
    onStart?: (runId: string) => void,
  ): Promise<void> {
    const { status, stop } = run;
    const { workspace } = status;
    // Calls and waits change between the audit's own facts too.
    const pulse = setInterval(() => this.tell(workspace), PULSE_MS);
    let end: Parameters<RunningStatus['end']>[0] = 'finished';
    try {
      await this.#auditor.audit(status.link, {
        ...asked,
        workspace,
        isFreshAccount: true,
        signal: stop.signal,
        onStart: (runId) => {
          status.runId = runId;
          onStart?.(runId);
          this.tell(workspace);
        },
        onProgress: (fact) => {
          status.add(fact, Date.now());
          if (fact.kind === 'stream') this.#looks.consider(status);
          this.tell(workspace);
        },
      });
    } catch (error) {
      run.error = error;
      const isCancelled = stop.signal.aborted || isFailure(error, 'cancelled');
      const isRefused = isFailure(error, 'sign_in_refused') && status.runId !== null;
      end = isCancelled ? 'interrupted' : isRefused ? 'needs_sign_in' : 'failed';
      if (!isCancelled) status.fail(error);
    } finally {
      clearInterval(pulse);
      status.link.resume();
      // It goes on until nobody looks at its files: only then may it be gone on with, or its workspace be deleted.
      await this.#looks.end(workspace, status.runId);
      status.end(end);
      this.tell(workspace);
      if (end === 'finished') this.#onFinished(workspace);
    }
  }

  #going(workspace: string): Run {
    const run = this.#runs.get(workspace);
    if (run === undefined || !isGoing(run))
      throw new Failure('usage', 'No audit is running in this workspace.');
    return run;
  }

  #refuseSecond(workspace: string): void {
    if (this.running().includes(workspace))
      throw new Failure('usage', 'An audit is running in this workspace already.');
  }

  #planFor(workspace: string, request: AuditRequest): AuditPlan | null {
    const noted = this.#plans.get(workspace);
    return noted?.request === JSON.stringify(request) ? noted.plan : null;
  }

  #interrupted(workspace: string): StoredRun {
    const run = this.#auditor.runs(workspace).find((stored) => stored.state !== 'finished');
    if (run === undefined)
      throw new Failure('usage', 'There is no interrupted audit to go on with: start a new one.');
    return run;
  }
}

/** What is known now, then what is told; whoever stops listening in between is not told any more either. */
async function* after<T>(
  now: readonly T[],
  told: AsyncGenerator<T>,
): AsyncGenerator<T, void, void> {
  try {
    yield* now;
    yield* told;
  } finally {
    await told.return(undefined);
  }
}

function isGoing({ status }: Run): boolean {
  return ['running', 'paused', 'cancelling'].includes(status.state);
}
