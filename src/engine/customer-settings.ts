import {
  workspaceSettings,
  type SettingsPatch,
  type WorkspaceSettings,
} from '../contract/settings.ts';
import type { Auditor } from '../core/auditor.ts';
import { Failure } from '../core/model/failure.ts';

/** A workspace's settings, parsed; members that an older Tieout did not know get their usual values. */
export function settingsOf(auditor: Auditor, workspace: string): WorkspaceSettings {
  const stored = auditor.customers.facts(workspace).settings;
  const parsed = workspaceSettings.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new Failure(
    'storage',
    `The settings of workspace "${workspace}" can't be understood (${firstIssue(parsed.error)}): they were left as they are.`,
  );
}

/** Merges a change and keeps it whole, or nothing of it. @throws Failure usage that names the first bad member */
export function changeSettings(
  auditor: Auditor,
  workspace: string,
  patch: SettingsPatch & Partial<Pick<WorkspaceSettings, 'isDemo'>>,
): WorkspaceSettings {
  const parsed = workspaceSettings
    .strict()
    .safeParse({ ...settingsOf(auditor, workspace), ...patch });
  if (!parsed.success)
    throw new Failure('usage', `This can't be a setting: ${firstIssue(parsed.error)}`);
  // What a newer Tieout has written beside it stays.
  const stored = auditor.customers.facts(workspace).settings;
  auditor.customers.saveSettings(workspace, { ...(stored as object), ...parsed.data });
  return parsed.data;
}

function firstIssue(error: {
  issues: readonly { path: PropertyKey[]; message: string }[];
}): string {
  const [issue] = error.issues;
  return issue === undefined ? 'no reason given' : `${issue.path.join('.')}: ${issue.message}`;
}
