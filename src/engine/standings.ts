import { setImmediate } from 'node:timers/promises';
import type { CustomerStanding } from '../contract/workspaces.ts';
import { isFailure } from '../core/model/failure.ts';
import { settingsOf } from './customer-settings.ts';
import { backstopChoice } from './operations-choices.ts';
import type { EngineParts } from './parts.ts';

type Known = Pick<EngineParts, 'auditor' | 'keys' | 'runs'>;

/** So long the other commands wait at most for those that are added up at once. */
const TURN_MS = 20;

/** How every customer stands, in the order of their names. One that can't be read, or is being changed, says so and hides no other. */
export async function standingsOf(known: Known): Promise<CustomerStanding[]> {
  const nowMs = Date.now();
  const { isLocked } = await known.keys.status();
  const standings: CustomerStanding[] = [];
  let turnMs = performance.now();
  for (const workspace of known.auditor.customers.list()) {
    if (performance.now() - turnMs > TURN_MS) {
      await setImmediate();
      turnMs = performance.now();
    }
    const standing = standingOf(known, workspace, isLocked, nowMs);
    if (standing !== null) standings.push(standing);
  }
  return standings;
}

/** Null for one that was deleted since the list was made. */
function standingOf(
  known: Known,
  workspace: string,
  isLocked: boolean,
  nowMs: number,
): CustomerStanding | null {
  const { auditor } = known;
  try {
    const { isDemo } = settingsOf(auditor, workspace);
    const { rules } = backstopChoice(auditor, workspace);
    const isScheduled = rules.schedule.kind !== 'off';
    return {
      workspace,
      isDemo,
      overview: auditor.overview(workspace),
      trouble: null,
      busy: busyWith(known, workspace),
      areTokensLocked: isLocked && !isDemo,
      schedule: rules.schedule.kind,
      nextUtc: auditor.backstops.nextUtc(workspace, rules, nowMs),
      isDue: isScheduled && auditor.backstops.due(workspace, rules, nowMs).length > 0,
    };
  } catch (error) {
    if (isFailure(error, 'usage')) return null;
    if (!isFailure(error, 'storage')) throw error;
    return { ...UNREADABLE, workspace, trouble: error.message };
  }
}

/** Another program that holds the workspace; an audit of this one shows by itself. */
function busyWith({ auditor, runs }: Known, workspace: string): CustomerStanding['busy'] {
  if (runs.going(workspace) !== null) return null;
  const holder = auditor.holder(workspace);
  if (holder === null) return null;
  return { program: holder.program, isAudit: holder.activity === 'auditing' };
}

const UNREADABLE = {
  isDemo: false,
  overview: null,
  busy: null,
  areTokensLocked: false,
  schedule: 'off',
  nextUtc: null,
  isDue: false,
} as const;
