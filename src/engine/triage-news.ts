import { EventPublisher } from '@orpc/server';
import type { Auditor } from '../core/auditor.ts';
import { isFailure } from '../core/model/failure.ts';
import type { TriageHead } from '../core/model/triage-step.ts';

/** Tells whoever shows findings that decisions about them have changed. */
export class TriageNews {
  readonly #auditor: Auditor;
  readonly #told = new EventPublisher<Record<string, TriageHead>>({ maxBufferedEvents: 1 });

  constructor(auditor: Auditor) {
    this.#auditor = auditor;
  }

  /** Tells where a workspace's triage stands now. */
  tell(workspace: string): TriageHead {
    const head = this.#auditor.triage.head(workspace);
    this.#told.publish(workspace, head);
    return head;
  }

  /** The same where nobody waits for an answer: a file that can't be read any more says so when it is asked for. */
  tellIfReadable(workspace: string): void {
    try {
      this.tell(workspace);
    } catch (error) {
      if (!isFailure(error)) throw error;
    }
  }

  /** Where it stands now, then after each change. */
  async *watch(workspace: string, signal?: AbortSignal): AsyncGenerator<TriageHead, void, void> {
    const told = this.#told.subscribe(workspace, { signal });
    try {
      yield this.#auditor.triage.head(workspace);
      yield* told;
    } finally {
      await told.return(undefined);
    }
  }
}
