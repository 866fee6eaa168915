import type { ChildOrder } from '../support/audit-child.ts';
import type { Desk } from './desk.ts';
import { parseKillPoint, type KillPoint } from './kill-switch.ts';
import { spread, type Lane } from './lane.ts';
import { endOf, type End } from './same-end.ts';
import { killedAt, killRerun, killResume, killRun } from './step-kills.ts';
import { stepsOf, type Choice } from './steps.ts';

/** What came of kills at many steps; the first mismatch ends them. */
export interface StepTally {
  kills: number;
  readonly mismatches: string[];
}

/** Kills a run at every step. */
export function killRunEverywhere(lanes: readonly Lane[], choice: Choice): Promise<StepTally> {
  const steps = stepsOf(lanes[0]?.whole.events ?? [], choice);
  return tally(lanes, steps, killRun);
}

/** Kills a run at one step, then its going on at every step. */
export async function killResumeEverywhere(
  lanes: readonly Lane[],
  first: KillPoint,
  choice: Choice,
): Promise<StepTally> {
  const killed = await prepare(lanes, (lane) => killedAt(lane, first, 'killed'));
  const steps = stepsOf(await eventsOf(killed, {}), choice);
  return tally(lanes, steps, (lane, step) => killResume(lane, of(killed, lane), step));
}

/** Kills the rules' second run over a finished run at every step. */
export async function killRerunEverywhere(
  lanes: readonly Lane[],
  choice: Choice,
): Promise<StepTally> {
  const finished = await prepare(lanes, async (lane) => lane.newDesk('finished'));
  const ends = await prepare(lanes, async (lane): Promise<End> => {
    const desk = of(finished, lane);
    await desk.start();
    return endOf(desk, (await desk.start({}, { lookAtSides: true })).result);
  });
  const steps = stepsOf(await eventsOf(finished, { work: 'rerun' }), choice);
  return tally(lanes, steps, (lane, step) => killRerun(of(finished, lane), of(ends, lane), step));
}

/** All there is to kill at named steps in a world, each under its words. */
export function stepTasks(
  lanes: readonly Lane[],
): { readonly what: string; readonly run: () => Promise<StepTally> }[] {
  const choice = { which: 'first-middle-last' } as const;
  const [lane] = lanes;
  if (!lane) return [];
  const reached = ['capture-marker', 'capture-insert-direct_read'].filter((name) =>
    lane.whole.events.some((event) => event.startsWith(`${name}#`)),
  );
  return [
    { what: 'a run', run: () => killRunEverywhere(lanes, choice) },
    ...reached.map((name) => ({
      what: `going on after ${name}`,
      run: () => killResumeEverywhere(lanes, middleOf(lane, name), choice),
    })),
    // Single records can't be judged again: there is no list to take them from.
    ...(lane.world.request.ids === undefined
      ? [{ what: 'the rules again', run: () => killRerunEverywhere(lanes, choice) }]
      : []),
  ];
}

/** Kills a run at one step, `name#n:before` or `name#n:after`. */
export function killAtOne(lanes: readonly Lane[], step: string): Promise<StepTally> {
  return tally(lanes, [parseKillPoint(step)], killRun);
}

/** The step of that name in the middle of an undisturbed run, just done. */
export function middleOf({ whole }: Lane, name: string): KillPoint {
  const count = whole.events.filter((event) => event.startsWith(`${name}#`)).length / 2;
  return { name, count: Math.ceil(count / 2), side: 'after' };
}

async function tally(
  lanes: readonly Lane[],
  steps: readonly KillPoint[],
  kill: (lane: Lane, step: KillPoint) => Promise<string[]>,
): Promise<StepTally> {
  const done: StepTally = { kills: 0, mismatches: [] };
  const rest = function* (): Generator<KillPoint> {
    for (const step of steps) if (done.mismatches.length === 0) yield step;
  };
  await spread(lanes, rest(), async (lane, step) => {
    done.mismatches.push(...(await kill(lane, step)));
    done.kills += 1;
  });
  return done;
}

/** Each lane has addresses of its own, which a run keeps: it needs a start of its own too. */
async function prepare<T>(
  lanes: readonly Lane[],
  make: (lane: Lane) => Promise<T>,
): Promise<ReadonlyMap<Lane, T>> {
  return new Map(
    await Promise.all(lanes.map(async (lane): Promise<[Lane, T]> => [lane, await make(lane)])),
  );
}

async function eventsOf(
  desks: ReadonlyMap<Lane, Desk>,
  order: Partial<ChildOrder>,
): Promise<readonly string[]> {
  const [desk] = desks.values();
  const copy = desk?.copy('recorded');
  const run = await copy?.start({ isRecording: true }, order);
  copy?.remove();
  return run?.events ?? [];
}

function of<T>(made: ReadonlyMap<Lane, T>, lane: Lane): T {
  const found = made.get(lane);
  if (found === undefined) throw new Error('The lane was not prepared.');
  return found;
}
