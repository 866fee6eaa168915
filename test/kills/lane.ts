import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../src/sandbox/index.ts';
import { accountOf, type CallAccount } from './call-account.ts';
import type { ChildProgram } from './child-program.ts';
import { makeDesk, type Desk, type DeskParts } from './desk.ts';
import { endOf, type End } from './same-end.ts';
import type { KillWorld } from './worlds.ts';

/** A place where one child after the other audits one world: a sandbox of its own, whose log tells every call. */
export interface Lane {
  readonly world: KillWorld;
  readonly whole: Undisturbed;
  /** An empty one; what was there under this name before is gone. */
  newDesk(name: string): Desk;
  close(): Promise<void>;
}

/** A run that nobody killed: what all others of its lane are held to. */
export interface Undisturbed {
  readonly end: End;
  readonly calls: CallAccount;
  readonly events: readonly string[];
  /** How long the child worked, unwatched, its modules compiled. */
  readonly workedMs: number;
}

/** Two at a time: the machine that checks a change has two cores. */
export const LANES = 2;

export async function openLanes(world: KillWorld, program: ChildProgram): Promise<Lane[]> {
  return Promise.all(Array.from({ length: LANES }, () => openLane(world, program)));
}

/** Does all of the work, each piece in the lane that is free. */
export async function spread<T>(
  lanes: readonly Lane[],
  pieces: Iterable<T>,
  work: (lane: Lane, piece: T) => Promise<void>,
): Promise<void> {
  const rest = pieces[Symbol.iterator]();
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = rest.next(); !next.done; next = rest.next()) await work(lane, next.value);
    }),
  );
}

async function openLane(world: KillWorld, program: ChildProgram): Promise<Lane> {
  const sandbox = await startSandbox(world.options);
  const folder = mkdtempSync(join(tmpdir(), `tieout-kills-${world.name}-`));
  const parts: DeskParts = {
    sandbox,
    program,
    order: {
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken },
      crm: world.hasCrm ? { url: sandbox.crmUrl, token: sandbox.crmToken } : null,
      work: 'go-on',
      request: world.request,
      startMs: Date.parse(sandbox.nowUtc),
      exportTo: [],
    },
  };
  const newDesk = (name: string): Desk => {
    const at = join(folder, name);
    rmSync(at, { recursive: true, force: true });
    return makeDesk(parts, at);
  };
  return {
    world,
    whole: await runUndisturbed(newDesk),
    newDesk,
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runUndisturbed(newDesk: (name: string) => Desk): Promise<Undisturbed> {
  // The first start compiles, and tells the events.
  const recorded = newDesk('recorded');
  const exportTo = [recorded.json, recorded.workbook];
  const { events } = await recorded.start({ isRecording: true }, { exportTo });
  recorded.remove();
  const first = newDesk('first');
  const { workedMs } = await first.start();
  first.remove();
  const desk = newDesk('whole');
  const again = await desk.start();
  const end = endOf(desk, again.result);
  const calls = accountOf(desk.requests());
  desk.remove();
  // The shorter one: what else the machine did meanwhile is no work of the child's.
  return { end, calls, events, workedMs: Math.min(workedMs, again.workedMs) };
}
