import type { LastRun, WorkspaceDetails, WorkspaceSummary } from '../contract/workspaces.ts';
import type { StoredRun } from '../core/auditor.ts';
import { isFailure } from '../core/model/failure.ts';
import { settingsOf } from './customer-settings.ts';
import type { EngineParts } from './parts.ts';
import { findingCounts, runStateNow } from './stored-runs.ts';

type Known = Pick<EngineParts, 'auditor' | 'runs'>;

/** A workspace as a line of the list of customers. */
export function workspaceSummary(known: Known, name: string): WorkspaceSummary {
  const { auditor } = known;
  const { createdUtc } = auditor.customers.facts(name);
  const { colour, isDemo } = settingsOf(auditor, name);
  const newest = auditor.newestRun(name, 'any');
  return {
    name,
    colour,
    isDemo,
    createdUtc,
    lastRun: newest === null ? null : lastRun(known, name, newest),
  };
}

/**
 * The same for a list: a workspace whose file or settings can't be read is there by its name, and says why when it is
 * opened; one damaged file must not hide the other customers.
 */
export function listedWorkspace(known: Known, name: string): WorkspaceSummary {
  try {
    return workspaceSummary(known, name);
  } catch (error) {
    if (!isFailure(error, 'storage')) throw error;
    return { ...UNREADABLE, name, trouble: error.message };
  }
}

const UNREADABLE = {
  colour: 'blue',
  isDemo: false,
  createdUtc: new Date(0).toISOString(),
  lastRun: null,
} as const;

/** A workspace with its settings and the ends of its kept tokens. */
export async function workspaceDetails(
  parts: EngineParts,
  name: string,
): Promise<WorkspaceDetails> {
  const { auditor, keys } = parts;
  const [raise, crm] = await Promise.all([keys.masked(name, 'raise'), keys.masked(name, 'crm')]);
  return {
    ...workspaceSummary(parts, name),
    settings: settingsOf(auditor, name),
    tokens: { raise, crm },
    folder: auditor.customers.facts(name).folder,
  };
}

function lastRun(known: Known, workspace: string, run: StoredRun): LastRun {
  return {
    runId: run.id,
    state: runStateNow(known, workspace, run),
    status: run.facts?.status ?? null,
    asOfUtc: run.asOfUtc,
    stop: run.stop,
    ...findingCounts(known.auditor, workspace, run),
  };
}
