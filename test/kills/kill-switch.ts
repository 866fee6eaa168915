import { openSync, writeSync } from 'node:fs';

/** The end that a process makes of itself: at the `count`th event of that name, before or after what it does. */
export interface KillPoint {
  readonly name: string;
  readonly count: number;
  readonly side: 'before' | 'after';
}

export const KILL_AT = 'TIEOUT_KILL_AT';
/** Names the file to which every event is written as it happens. */
export const RECORD = 'TIEOUT_RECORD';

export function writeKillPoint({ name, count, side }: KillPoint): string {
  return `${name}#${count}:${side}`;
}

export function parseKillPoint(text: string): KillPoint {
  const found = /^(.+)#(\d+):(before|after)$/.exec(text);
  if (!found) throw new Error(`${KILL_AT} is "name#n:before" or "name#n:after", not "${text}".`);
  const side = found[3] === 'before' ? 'before' : 'after';
  return { name: found[1] ?? '', count: Number(found[2]), side };
}

/** One event; both functions may be called at any time, and the process may end inside either. */
export interface Happening {
  before(): void;
  after(): void;
}

/** Counts the events of this process by name, writes them to a file if asked, and kills at the one that is named. */
export class KillSwitch {
  readonly #counts = new Map<string, number>();
  readonly #at: KillPoint | null;
  readonly #record: number | null;

  constructor(env: NodeJS.ProcessEnv) {
    const at = env[KILL_AT];
    this.#at = at === undefined ? null : parseKillPoint(at);
    const record = env[RECORD];
    this.#record = record === undefined ? null : openSync(record, 'a');
  }

  happening(name: string): Happening {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const pass = (side: KillPoint['side']): void => {
      // At once: what waits in a buffer when the SIGKILL comes is lost.
      if (this.#record !== null)
        writeSync(this.#record, `${writeKillPoint({ name, count, side })}\n`);
      const at = this.#at;
      if (at?.name === name && at.count === count && at.side === side)
        process.kill(process.pid, 'SIGKILL');
    };
    return { before: () => pass('before'), after: () => pass('after') };
  }

  /** Something that is done without a pause. */
  around<T>(name: string, work: () => T): T {
    const event = this.happening(name);
    event.before();
    const result = work();
    event.after();
    return result;
  }

  async aroundAsync<T>(name: string, work: () => Promise<T>): Promise<T> {
    const event = this.happening(name);
    event.before();
    const result = await work();
    event.after();
    return result;
  }
}
