import type { RunStatus } from '../contract/runs.ts';
import type { EngineClient } from './engine-host.ts';

/** The audits of this session by workspace. */
export type RunStatuses = ReadonlyMap<string, RunStatus>;

export interface RunChange {
  readonly former: RunStatus | undefined;
  readonly status: RunStatus;
  readonly all: RunStatuses;
}

/** Listens to the audits of every workspace, as main's tray, task bar and quitting need to know them. */
export class RunWatch {
  readonly #onChange: (change: RunChange) => void;
  #statuses = new Map<string, RunStatus>();
  #stop = new AbortController();

  constructor(onChange: (change: RunChange) => void) {
    this.#onChange = onChange;
  }

  get statuses(): RunStatuses {
    return this.#statuses;
  }

  /** Listens until the engine ends or another one takes its place. */
  async follow(engine: EngineClient): Promise<void> {
    this.forget();
    const stop = new AbortController();
    this.#stop = stop;
    try {
      for await (const status of await engine.runs.watchAll(undefined, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        this.#take(status);
      }
    } catch {
      // The engine has gone; who watches its process says so.
      return;
    }
  }

  /** With their engine, its audits are gone. */
  forget(): void {
    this.#stop.abort();
    for (const status of this.#statuses.values()) {
      if (isGoing(status)) this.#take({ ...status, state: 'interrupted' });
    }
    this.#statuses = new Map();
  }

  #take(status: RunStatus): void {
    const former = this.#statuses.get(status.workspace);
    this.#statuses.set(status.workspace, status);
    this.#onChange({ former, status, all: this.#statuses });
  }
}

/** Whether an audit is on its way, paused ones included. */
export function isGoing({ state }: RunStatus): boolean {
  return state === 'running' || state === 'paused' || state === 'cancelling';
}

/** Those that stand still until somebody signs in again. */
export function refusedOf(statuses: RunStatuses): RunStatus[] {
  return [...statuses.values()].filter(({ state }) => state === 'needs_sign_in');
}

/** Those that go on. */
export function goingOf(statuses: RunStatuses): RunStatus[] {
  return [...statuses.values()].filter(isGoing);
}
