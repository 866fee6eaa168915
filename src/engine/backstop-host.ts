import { EventPublisher } from '@orpc/server';
import { Cron } from 'croner';
import type { AskedRun } from '../contract/operations.ts';
import type { Auditor, BackstopResult, DeliveryPorts } from '../core/auditor.ts';
import { Failure, isFailure } from '../core/model/failure.ts';
import type { DueBackstop } from '../core/model/schedule.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { settingsOf } from './customer-settings.ts';
import { failureFacts } from './failure-error.ts';
import type { Links } from './links.ts';
import { alertChoice, backstopChoice, deliveryPorts } from './operations-choices.ts';
import type { RunHost } from './run-host.ts';
import { refuseUnproved } from './same-customer.ts';

export interface BackstopParts {
  readonly auditor: Auditor;
  readonly links: Links;
  readonly runs: RunHost;
  readonly keys: KeyStore;
  readonly notify: DeliveryPorts['notify'];
}

/**
 * Runs what the schedules say is due, one workspace after another, and brings alerts to their sinks. It looks once a minute at what is stored,
 * so that sleep, restarts and clocks that jump are nothing special; the timer itself remembers nothing.
 */
export class BackstopHost {
  readonly #parts: BackstopParts;
  readonly #timer: Cron;
  readonly #asked = new Map<string, AskedRun>();
  readonly #news = new EventPublisher<Record<string, null>>({ maxBufferedEvents: 1 });
  #turn: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(parts: BackstopParts) {
    this.#parts = parts;
    this.#timer = new Cron('* * * * *', { protect: true, unref: true }, () => this.look());
  }

  /** Looks at every workspace now; resolves when all that was due has run. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      for (const workspace of this.#parts.auditor.customers.list()) {
        if (this.#isClosed) return;
        await this.#lookAt(workspace);
      }
    });
  }

  /** Has a workspace's backstop run by hand, once, after what others have under way. @throws Failure usage while an audit runs in it */
  ask(workspace: string): void {
    const known = this.#asked.get(workspace)?.kind;
    if (known === 'waiting' || known === 'running') return;
    this.#refuseGoing(workspace);
    this.#note(workspace, { kind: 'waiting' });
    this.#inTurn(() => this.#runByHand(workspace)).then(
      () => this.#note(workspace, null),
      (error: unknown) => this.#note(workspace, { kind: 'failed', failure: failureFacts(error) }),
    );
  }

  /** How a run that was asked for stands; null if none was, or once it has come to its tries. */
  asked(workspace: string): AskedRun | null {
    return this.#asked.get(workspace) ?? null;
  }

  /** Now, and after each change of what is due, tried or told of a workspace. */
  async *watch(workspace: string, signal?: AbortSignal): AsyncGenerator<null, void, void> {
    const told = this.#news.subscribe(workspace, { signal });
    try {
      yield null;
      yield* told;
    } finally {
      await told.return(undefined);
    }
  }

  /** Something of a workspace's schedule or alerts has changed. */
  tell(workspace: string): void {
    this.#news.publish(workspace, null);
  }

  forget(workspace: string): void {
    this.#asked.delete(workspace);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer.stop();
    await this.#turn;
  }

  async #runByHand(workspace: string): Promise<void> {
    const { auditor } = this.#parts;
    if (this.#isClosed) return;
    this.#refuseGoing(workspace);
    this.#note(workspace, { kind: 'running' });
    const { rules } = backstopChoice(auditor, workspace);
    await this.#run(workspace, auditor.backstops.dueByHand(workspace, rules, Date.now()));
  }

  #refuseGoing(workspace: string): void {
    if (this.#parts.runs.going(workspace) !== null)
      throw new Failure(
        'usage',
        'An audit is running in this workspace already: the backstop can be run when it has ended.',
      );
  }

  #note(workspace: string, asked: AskedRun | null): void {
    if (asked === null) this.#asked.delete(workspace);
    else this.#asked.set(workspace, asked);
    this.tell(workspace);
  }

  /** One customer's damaged file or locked token must not keep the others waiting. */
  async #lookAt(workspace: string): Promise<void> {
    const { auditor } = this.#parts;
    try {
      const { schedule, sinks } = settingsOf(auditor, workspace);
      if (schedule.kind !== 'off') {
        const { rules } = backstopChoice(auditor, workspace);
        await this.#run(workspace, auditor.backstops.due(workspace, rules, Date.now()));
      }
      if (sinks.length > 0) await this.#deliver(workspace);
    } catch (error) {
      if (!isFailure(error)) throw error;
    }
  }

  async #run(workspace: string, due: readonly DueBackstop[]): Promise<void> {
    const { auditor, runs } = this.#parts;
    // A person's own audit goes first; a minute later it is looked at again.
    if (due.length === 0 || runs.going(workspace) !== null || this.#isClosed) return;
    const { request } = backstopChoice(auditor, workspace);
    const result = await auditor.backstops.run({
      workspace,
      due,
      request,
      now: Date.now,
      run: (asked) => this.#audit(workspace, asked),
      isStoppedByPerson: () => !this.#isClosed,
    });
    // There is a newer try than the run that never came to one.
    if (this.#asked.get(workspace)?.kind === 'failed') this.#asked.delete(workspace);
    this.tell(workspace);
    if (isStopped(result)) return;
    const { error } = result;
    const failure = error instanceof Failure ? error.message : 'Tieout made a mistake.';
    const choice = alertChoice(auditor, workspace);
    auditor.alerts.evaluate(workspace, choice, Date.now(), error === null ? null : failure);
    await this.#deliver(workspace);
    const { keep } = settingsOf(auditor, workspace);
    await auditor.keeping.apply(workspace, keep, { nowMs: Date.now() });
  }

  async #audit(
    workspace: string,
    { request, resume, onStart }: Parameters<Parameters<Auditor['backstops']['run']>[0]['run']>[0],
  ): Promise<void> {
    const { auditor, links, runs } = this.#parts;
    if (runs.going(workspace) !== null)
      throw new Failure('in_use', `An audit of ${workspace} is running already.`);
    refuseUnproved(settingsOf(auditor, workspace));
    if (!resume) {
      // Lists or single records, whichever is cheaper.
      const plan = await auditor.plan(await links.link(workspace), request);
      runs.notePlan(workspace, request, plan);
    }
    await runs.runToEnd(workspace, resume ? null : request, (runId) => {
      onStart(runId);
      this.tell(workspace);
    });
  }

  async #deliver(workspace: string): Promise<void> {
    const { auditor, keys, notify } = this.#parts;
    const choice = alertChoice(auditor, workspace);
    const ports = deliveryPorts(keys, workspace, notify);
    const arrived = await auditor.alerts.deliver(workspace, choice, Date.now(), ports);
    if (arrived > 0) this.tell(workspace);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** A person or the end of the program stopped it: the next look goes on with it. */
function isStopped({ error }: BackstopResult): boolean {
  return isFailure(error, 'cancelled') || isFailure(error, 'in_use');
}
