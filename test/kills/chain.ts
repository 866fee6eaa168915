import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawFrom } from '../../src/core/audit/power/shuffled.ts';
import { accountOf, excesses } from './call-account.ts';
import type { Desk } from './desk.ts';
import type { Lane } from './lane.ts';
import { brokenTargets, differences, endOf } from './same-end.ts';

/** A run that was killed at random instants, again and again, and then let go to its end. */
export interface ChainOutcome {
  readonly seed: number;
  /** When each kill came, in ms of work of its start. */
  readonly killedAtMs: readonly number[];
  /** What is wrong, and where its files lie: as each kill left them, and at the end. */
  readonly mismatches: readonly string[];
}

/** Kills of a chain, at the most. */
const MOST_KILLS = 6;
/** Even a start that finds little left to do may be killed in the midst of it. */
const LEAST_SHARE = 0.2;
/** Every so many chains write a workbook too, which takes so much longer. */
const WORKBOOK_EVERY = 4;
const WITH_WORKBOOK = 1.4;

/** Runs one chain; everything that is drawn comes from its seed. */
export async function runChain(lane: Lane, seed: number): Promise<ChainOutcome> {
  const { whole } = lane;
  const draw = drawFrom(seed);
  const kills = 1 + Math.floor(draw() * MOST_KILLS);
  const desk = lane.newDesk('chain');
  const isLong = seed % WORKBOOK_EVERY === 0;
  const exportTo = isLong ? [desk.json, desk.workbook] : [desk.json];
  const allMs = whole.workedMs * (isLong ? WITH_WORKBOOK : 1);
  let leftMs = allMs;
  const killedAtMs: number[] = [];
  const mismatches: string[] = [];
  try {
    for (;;) {
      const isLast = killedAtMs.length === kills;
      const end = isLast ? {} : { killAfterMs: draw() * leftMs };
      const { result, workedMs } = await desk.start(end, { exportTo });
      if (result !== null) {
        mismatches.push(...differences(desk, whole.end, endOf(desk, result)));
        break;
      }
      killedAtMs.push(Math.round(workedMs));
      // What it did is done: the next kill comes in what is left.
      leftMs = Math.max(LEAST_SHARE * allMs, leftMs - workedMs);
      mismatches.push(...brokenTargets(desk, whole.end, null));
      keepCopy(desk, join(desk.folder, `after-kill-${killedAtMs.length}`));
    }
    mismatches.push(...excesses(whole.calls, accountOf(desk.requests()), killedAtMs.length));
  } catch (error) {
    mismatches.push(error instanceof Error ? error.message : String(error));
  }
  if (mismatches.length > 0) {
    const kept = mkdtempSync(join(tmpdir(), 'tieout-kills-kept-'));
    cpSync(desk.folder, kept, { recursive: true });
    mismatches.push(`the files are in ${kept}`);
  }
  desk.remove();
  return { seed, killedAtMs, mismatches };
}

function keepCopy(desk: Desk, folder: string): void {
  if (existsSync(desk.dataFolder)) cpSync(desk.dataFolder, folder, { recursive: true });
}
