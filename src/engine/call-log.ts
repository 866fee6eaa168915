import type { LoggedCall } from '../contract/app.ts';
import type { CallFacts } from '../core/model/call-facts.ts';
import { EventPublisher } from '@orpc/server';

const MOST_KEPT = 5000;
/** Listeners hear of calls gathered for this long: a fast run makes hundreds a second. */
const GATHER_MS = 500;

interface Log {
  readonly kept: LoggedCall[];
  gathered: LoggedCall[];
  seq: number;
  timer: NodeJS.Timeout | null;
}

/** The newest calls of each workspace in this session. */
export class CallLog {
  readonly #logs = new Map<string, Log>();
  readonly #told = new EventPublisher<Record<string, readonly LoggedCall[]>>();

  add(workspace: string, call: CallFacts): void {
    const log = this.#log(workspace);
    const logged = { ...call, seq: ++log.seq };
    log.kept.push(logged);
    // Cut in lumps: moving 5,000 entries for each call would cost more than the call's own bookkeeping.
    if (log.kept.length > MOST_KEPT * 1.2) log.kept.splice(0, log.kept.length - MOST_KEPT);
    log.gathered.push(logged);
    log.timer ??= setTimeout(() => {
      this.#told.publish(workspace, log.gathered);
      log.gathered = [];
      log.timer = null;
    }, GATHER_MS).unref();
  }

  list(workspace: string): readonly LoggedCall[] {
    return this.#log(workspace).kept.slice(-MOST_KEPT);
  }

  watch(workspace: string, signal?: AbortSignal): AsyncIterableIterator<readonly LoggedCall[]> {
    return this.#told.subscribe(workspace, { signal });
  }

  forget(workspace: string): void {
    this.#logs.delete(workspace);
  }

  #log(workspace: string): Log {
    const known = this.#logs.get(workspace);
    if (known !== undefined) return known;
    const made: Log = { kept: [], gathered: [], seq: 0, timer: null };
    this.#logs.set(workspace, made);
    return made;
  }
}
