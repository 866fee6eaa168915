import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Schedule } from '../core/model/schedule.ts';
import type { MaskedToken } from '../core/model/kept-token.ts';
import type { WorkspaceOverview } from '../core/model/overview.ts';
import type { VerifyStep } from '../core/model/verification.ts';
import type { RunStop } from '../core/model/run-stop.ts';
import { FAILURES } from './failure.ts';
import {
  settingsPatch,
  WORKSPACE_COLOURS,
  type WorkspaceColour,
  type WorkspaceSettings,
} from './settings.ts';

export interface LastRun {
  readonly runId: string;
  readonly state: 'running' | 'interrupted' | 'finished';
  readonly status: 'verified' | 'not_verified' | null;
  readonly asOfUtc: string;
  /** Why an interrupted one stands still; null if it was killed. */
  readonly stop: RunStop | null;
  /** Findings to act on, and all that are not consistent; null until it has finished. */
  readonly actionable: number | null;
  readonly findings: number | null;
}

export interface WorkspaceSummary {
  readonly name: string;
  readonly colour: WorkspaceColour;
  readonly isDemo: boolean;
  readonly createdUtc: string;
  readonly lastRun: LastRun | null;
  /** Why nothing is known of it, in a sentence; not there unless its file or settings can't be read. */
  readonly trouble?: string;
}

/** A customer in the overview of all of them. Nothing in it is of a donor. */
export interface CustomerStanding {
  readonly workspace: string;
  readonly isDemo: boolean;
  /** Null if it can't be read now. */
  readonly overview: WorkspaceOverview | null;
  /** Why it can't be read; null if it can. */
  readonly trouble: string | null;
  /** Which other program is at it now; null if none is. */
  readonly busy: { readonly program: string; readonly isAudit: boolean } | null;
  /** Whether its tokens can't be read until a passphrase is given or the system gives its key. */
  readonly areTokensLocked: boolean;
  readonly schedule: Schedule['kind'];
  /** When a day's time comes next; null without a daily schedule. */
  readonly nextUtc: string | null;
  /** Whether its schedule waits to be run now. */
  readonly isDue: boolean;
}

export interface WorkspaceDetails extends WorkspaceSummary {
  readonly settings: WorkspaceSettings;
  readonly tokens: { readonly raise: MaskedToken; readonly crm: MaskedToken };
  /** Where its files lie. */
  readonly folder: string;
}

/** What deleting a workspace removes. */
export interface WorkspaceContents {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly runs: number;
  readonly hasTokens: boolean;
}

export const workspaceName = z.string().min(1).max(63);
export const inWorkspace = z.object({ workspace: workspaceName });
const command = oc.errors(FAILURES);

export const workspaces = {
  list: command.output(type<readonly WorkspaceSummary[]>()),
  /** All customers side by side; one that can't be read says why. */
  overview: command.output(type<readonly CustomerStanding[]>()),
  get: command.input(inWorkspace).output(type<WorkspaceDetails>()),
  create: command
    .input(z.object({ name: workspaceName, colour: z.enum(WORKSPACE_COLOURS).optional() }))
    .output(type<WorkspaceDetails>()),
  changeSettings: command
    .input(inWorkspace.extend({ patch: settingsPatch }))
    .output(type<WorkspaceDetails>()),
  /** Checks every file of the workspace without changing one; its result, and what lies beside the workspaces, come last. */
  verify: command.input(inWorkspace).output(eventIterator(type<VerifyStep>())),
  contents: command.input(inWorkspace).output(type<WorkspaceContents>()),
  /** `confirm` repeats the name: everything of the customer goes. */
  remove: command
    .input(inWorkspace.extend({ confirm: z.string().max(100) }))
    .output(type<WorkspaceContents>()),
  /** Makes the demo workspace if it isn't there, and starts its sandbox. */
  openDemo: command.output(type<WorkspaceDetails>()),
};
