import type { Worker } from 'node:worker_threads';
import type { Auditor, ProvisionalOrder } from '../core/auditor.ts';
import type { RunningStatus } from './run-status.ts';

/** The first look (product.md §4, speed bars); each later one when the calls have doubled: all together cost at most two last ones. */
const FIRST_CALLS = 60;

/** Starts the judging thread; the host knows where its built file lies. */
export type StartLook = (order: ProvisionalOrder) => Worker;

/** Judges what running audits have read so far, now and then, beside them. */
export class ProvisionalLooks {
  readonly #auditor: Auditor;
  readonly #start: StartLook;
  readonly #tell: (workspace: string) => void;
  readonly #nextCalls = new Map<string, number>();
  readonly #going = new Map<string, Worker>();

  constructor(auditor: Auditor, start: StartLook, tell: (workspace: string) => void) {
    this.#auditor = auditor;
    this.#start = start;
    this.#tell = tell;
  }

  /** Looks if it is time to; called with each fact of a run that is capturing. */
  consider(status: RunningStatus): void {
    const { workspace, runId } = status;
    if (runId === null || this.#going.has(workspace)) return;
    const { callsMade } = status;
    if (callsMade < (this.#nextCalls.get(workspace) ?? FIRST_CALLS)) return;
    this.#nextCalls.set(workspace, callsMade * 2);
    const worker = this.#begin(workspace, runId);
    if (worker === null) return;
    this.#going.set(workspace, worker);
    const asOfUtc = new Date().toISOString();
    worker.once('message', (findings: number | null) => {
      if (findings === null || status.state === 'finished') return;
      status.provisional = { asOfUtc, findings };
      this.#tell(workspace);
    });
    worker.once('error', () => undefined);
    worker.once('exit', () => this.#going.delete(workspace));
  }

  /** A look that fails costs nothing but the look: the audit goes on and will tell if its file is damaged. */
  #begin(workspace: string, runId: string): Worker | null {
    try {
      return this.#start(this.#auditor.provisionalOrder(workspace, runId));
    } catch {
      return null;
    }
  }

  /** Ends the look and takes away what it left: the run has ended. */
  async end(workspace: string, runId: string | null): Promise<void> {
    this.#nextCalls.delete(workspace);
    await this.#going.get(workspace)?.terminate();
    if (runId !== null) this.#auditor.removeProvisional(workspace, runId);
  }
}
