import type { PaceMemory } from './pace-memory.ts';
import type { ServerWait } from './server-wait.ts';

/** What a product asked everybody to wait. Waits don't add up: the latest end counts. */
export class Waits {
  #untilMs = { server: -Infinity, quota: -Infinity };

  get serverMs(): number {
    return this.#untilMs.server;
  }

  get quotaMs(): number {
    return this.#untilMs.quota;
  }

  get untilMs(): number {
    return Math.max(this.serverMs, this.quotaMs);
  }

  note(why: ServerWait['why'], untilMs: number): void {
    this.#untilMs[why] = Math.max(this.#untilMs[why], untilMs);
  }

  shift(ms: number): void {
    this.#untilMs.server += ms;
    this.#untilMs.quota += ms;
  }

  memory(nowMs: number): PaceMemory['waits'] {
    const open = (untilMs: number): number | null => (untilMs > nowMs ? untilMs : null);
    return { server: open(this.serverMs), quota: open(this.quotaMs) };
  }

  recall({ server, quota }: PaceMemory['waits']): void {
    this.note('server', server ?? -Infinity);
    this.note('quota', quota ?? -Infinity);
  }
}
