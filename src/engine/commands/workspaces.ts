import { WORKSPACE_COLOURS, workspaceSettings } from '../../contract/settings.ts';
import type { WorkspaceContents } from '../../contract/workspaces.ts';
import { Failure } from '../../core/model/failure.ts';
import type { VerifyStep } from '../../core/model/verification.ts';
import { removeHookSecrets } from '../../keys/hook-secrets.ts';
import { changeSettings } from '../customer-settings.ts';
import { DEMO_NAME } from '../demo.ts';
import { standingsOf } from '../standings.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { listedWorkspace, workspaceDetails } from '../workspace-summary.ts';

/** Answers `workspaces`: making, describing, checking and deleting customers, and the demo. */
export function workspaceCommands(parts: EngineParts) {
  const { auditor, keys, links, runs, live, backstops, views, calls, files, preferences } = parts;
  const contents = async (workspace: string): Promise<WorkspaceContents> => {
    const tokens = await Promise.all(
      (['raise', 'crm'] as const).map((product) => keys.masked(workspace, product)),
    );
    return {
      folder: auditor.customers.facts(workspace).folder,
      files: auditor.customers.files(workspace),
      runs: auditor.runs(workspace).length,
      hasTokens: tokens.some((token) => token.state !== 'absent'),
    };
  };
  return {
    list: answers.workspaces.list.handler(() =>
      auditor.customers.list().map((name) => listedWorkspace(parts, name)),
    ),
    overview: answers.workspaces.overview.handler(() => standingsOf(parts)),
    get: answers.workspaces.get.handler(({ input }) => workspaceDetails(parts, input.workspace)),
    create: answers.workspaces.create.handler(({ input }) => {
      const colour = input.colour ?? nextColour(auditor.customers.list().length);
      const { name } = auditor.customers.create(input.name, workspaceSettings.parse({ colour }));
      return workspaceDetails(parts, name);
    }),
    changeSettings: answers.workspaces.changeSettings.handler(({ input }) => {
      // Whoever changes these must go through what they mean for the guard: src/engine/commands/connection.ts.
      if (OF_CONNECTION.some((member) => member in input.patch))
        throw new Failure('usage', 'The connection is changed on the Connection page.');
      if (OF_OPERATIONS.some((member) => member in input.patch))
        throw new Failure('usage', 'Schedule and alerts are changed by their own commands.');
      changeSettings(auditor, input.workspace, input.patch);
      return workspaceDetails(parts, input.workspace);
    }),
    verify: answers.workspaces.verify.handler(({ input: { workspace }, signal }) =>
      withTypedFailures(seldom(auditor.verify({ workspace, signal }))),
    ),
    contents: answers.workspaces.contents.handler(({ input }) => contents(input.workspace)),
    remove: answers.workspaces.remove.handler(async ({ input: { workspace, confirm } }) => {
      if (confirm !== workspace)
        throw new Failure('usage', 'Type the workspace’s name exactly to delete it.');
      const refuseRunning = (): void => {
        if (runs.going(workspace) !== null)
          throw new Failure('usage', 'An audit is running in this workspace: cancel it first.');
        if (live.isListening(workspace))
          throw new Failure(
            'usage',
            'Webhooks of this workspace are being taken: stop that first.',
          );
        // Before its tokens are gone: another program may be at it.
        const holder = auditor.holder(workspace) ?? auditor.live.listener(workspace);
        if (holder !== null)
          throw new Failure(
            'in_use',
            `${workspace} can’t be deleted now: ${holder.program} (process ${holder.pid}) is at it. Try again when it has ended.`,
          );
      };
      refuseRunning();
      const removed = await contents(workspace);
      await keys.remove(workspace);
      await removeHookSecrets(keys, workspace);
      // One may have been started meanwhile, with the tokens as they were.
      refuseRunning();
      views.closeAll(workspace);
      auditor.customers.remove(workspace);
      links.forget(workspace);
      runs.forget(workspace);
      calls.forget(workspace);
      files.forget(workspace);
      live.forget(workspace);
      backstops.forget(workspace);
      // Which one was open last is kept for the next start: by its name.
      if (preferences.get().lastWorkspace === workspace)
        preferences.change({ lastWorkspace: null });
      return removed;
    }),
    openDemo: answers.workspaces.openDemo.handler(() => {
      const known = auditor.customers.list().find((name) => listedWorkspace(parts, name).isDemo);
      if (known !== undefined) return workspaceDetails(parts, known);
      const settings = workspaceSettings.parse({
        colour: 'grape',
        isDemo: true,
        sameOrganization: 'proved',
      });
      return workspaceDetails(parts, auditor.customers.create(DEMO_NAME, settings).name);
    }),
  };
}

const TELL_EVERY_MS = 100;

/** Progress is told now and then, and everything else at once. */
async function* seldom(steps: AsyncIterable<VerifyStep>): AsyncGenerator<VerifyStep, void, void> {
  let toldMs = -Infinity;
  for await (const step of steps) {
    const nowMs = performance.now();
    if (step.kind === 'progress' && nowMs - toldMs < TELL_EVERY_MS) continue;
    toldMs = nowMs;
    yield step;
  }
}

/** What needs a check, or has a secret beside it. */
const OF_OPERATIONS = ['schedule', 'sinks'] as const;
const OF_CONNECTION = ['raiseUrl', 'crmUrl', 'sameOrganization'] as const;

function nextColour(taken: number): (typeof WORKSPACE_COLOURS)[number] {
  return WORKSPACE_COLOURS[taken % WORKSPACE_COLOURS.length] ?? 'blue';
}
