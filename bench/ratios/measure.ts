import { median } from '../support/cost.ts';

/** Work of ours and a yardstick that does the like of it; only how they stand to each other means anything. */
export interface Pair {
  readonly ours: () => unknown;
  readonly yardstick: () => unknown;
}

/** Measured against committed figures by name. */
export type Ratios = Readonly<Record<string, number>>;

const ROUNDS = 5;
/** So much of the processor each side takes in a round at least: less is lost in what else goes on. */
const LEAST_MS = 10;
/** A machine gives some of this and none of that: only twice as slow is a change of ours. */
const MOST = 2;

/**
 * How often the yardstick's processor time ours takes: the middle of rounds in which both take their turns, so that
 * whatever slows the machine slows both.
 */
export async function ratioOf({ ours, yardstick }: Pair): Promise<number> {
  // The first time is the compiler's.
  await ours();
  await yardstick();
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ourMs = await cpuMsOf(ours);
    ratios.push(ourMs / (await cpuMsOf(yardstick)));
  }
  return median(ratios);
}

/** What is more than twice as slow as it was when the figures were committed; one sentence each. */
export function slower(committed: Ratios, measured: Ratios): string[] {
  const names = [...new Set([...Object.keys(committed), ...Object.keys(measured)])];
  return names.flatMap((name) => {
    const [was, is] = [committed[name], measured[name]];
    if (was === undefined) return [`${name}: no figure is committed in bench/ratios.json`];
    if (is === undefined) return [`${name}: committed, and not measured any more`];
    if (is <= was * MOST) return [];
    return [`${name}: ${is.toFixed(2)} times its yardstick, ${was.toFixed(2)} when committed`];
  });
}

async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let times = 1; ; times += 1) {
    await work();
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    if (ms >= LEAST_MS) return ms / times;
  }
}
