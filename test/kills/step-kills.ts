import { writeFileSync } from 'node:fs';
import type { ChildOrder } from '../support/audit-child.ts';
import { accountOf, excesses } from './call-account.ts';
import type { Desk } from './desk.ts';
import { writeKillPoint, type KillPoint } from './kill-switch.ts';
import type { Lane } from './lane.ts';
import { brokenTargets, differences, endOf, type End } from './same-end.ts';

/** An export that was there before: it stays until another one is whole. */
const OLD = 'an older export';

/** Kills a run at one step and lets it go on: what is wrong then, in words that name the step. */
export async function killRun(lane: Lane, step: KillPoint): Promise<string[]> {
  return atStep(lane.newDesk('step'), step, (desk) => killAndGoOn(lane, desk, step, 1));
}

/** A run that was killed at a step already, told by its files. */
export async function killedAt(lane: Lane, step: KillPoint, name: string): Promise<Desk> {
  const desk = lane.newDesk(name);
  writeFileSync(desk.json, OLD);
  await desk.start({ killAt: step });
  return desk;
}

/** Kills the going on of a run that was killed before, and lets it go on again. */
export async function killResume(lane: Lane, killed: Desk, step: KillPoint): Promise<string[]> {
  return atStep(killed.copy('step'), step, (desk) => killAndGoOn(lane, desk, step, 2));
}

/**
 * Kills the rules' second run over a finished one. What was found before must still be there as it was, both sides of every
 * finding included; and the rules must come to the same when they are run once more.
 */
export async function killRerun(finished: Desk, whole: End, step: KillPoint): Promise<string[]> {
  return atStep(finished.copy('step'), step, async (desk) => {
    const again: Partial<ChildOrder> = { work: 'rerun', lookAtSides: true };
    await desk.start({ killAt: step }, again);
    const broken = brokenTargets(desk, whole, whole.json);
    const kept = await desk.start({}, { lookAtSides: true });
    const asItWas = differences(desk, whole, endOf(desk, kept.result));
    const { result } = await desk.start({}, again);
    return [
      ...broken,
      ...asItWas.map((difference) => `before the rules ran again: ${difference}`),
      ...differences(desk, whole, endOf(desk, result)),
    ];
  });
}

async function killAndGoOn(
  lane: Lane,
  desk: Desk,
  step: KillPoint,
  kills: number,
): Promise<string[]> {
  const { end, calls } = lane.whole;
  if (kills === 1) writeFileSync(desk.json, OLD);
  // A workbook takes as long as half a run: it is written where it is what is being killed.
  const exportTo = step.name.startsWith('export-') ? [desk.json, desk.workbook] : [desk.json];
  await desk.start({ killAt: step }, { exportTo });
  const broken = brokenTargets(desk, end, OLD);
  const { result } = await desk.start({}, { exportTo });
  return [
    ...broken,
    ...differences(desk, end, endOf(desk, result)),
    ...excesses(calls, accountOf(desk.requests()), kills),
  ];
}

async function atStep(
  desk: Desk,
  step: KillPoint,
  work: (desk: Desk) => Promise<string[]>,
): Promise<string[]> {
  const words = writeKillPoint(step);
  try {
    return (await work(desk)).map((mismatch) => `${words}: ${mismatch}`);
  } catch (error) {
    return [`${words}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    desk.remove();
  }
}
