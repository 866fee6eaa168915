import type { LiveImportEvent } from '../../contract/live.ts';
import { forgetHookSecret, hookSecret, keepHookSecret } from '../../keys/hook-secrets.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { streamWithProgress } from '../progress-stream.ts';
import { whoDecides } from '../who-decides.ts';

/** Answers `live`: listening, importing, secrets and subscriptions of webhooks. */
export function liveCommands(parts: EngineParts) {
  const { auditor, keys, links, live, preferences, triageNews } = parts;
  const viewAfter = (workspace: string) => {
    live.tell(workspace);
    return live.view(workspace);
  };
  return {
    view: answers.live.view.handler(({ input }) => live.view(input.workspace)),
    watch: answers.live.watch.handler(({ input, signal }) => {
      auditor.customers.facts(input.workspace);
      return withTypedFailures(live.watch(input.workspace, signal));
    }),
    start: answers.live.start.handler(async ({ input: { workspace, port } }) => {
      await live.start(workspace, port);
      return viewAfter(workspace);
    }),
    stop: answers.live.stop.handler(async ({ input: { workspace } }) => {
      auditor.customers.facts(workspace);
      await live.stop(workspace);
      return viewAfter(workspace);
    }),
    changeSettings: answers.live.changeSettings.handler(({ input: { workspace, patch } }) => {
      auditor.live.changeSettings(workspace, patch);
      if (patch.keepBodyDays !== undefined) live.removeOldBodies(workspace);
      return viewAfter(workspace);
    }),
    keepSecret: answers.live.keepSecret.handler(async ({ input }) => {
      const { workspace, product, secret } = input;
      auditor.customers.facts(workspace);
      await keepHookSecret(keys, workspace, product, secret);
      return viewAfter(workspace);
    }),
    forgetSecret: answers.live.forgetSecret.handler(async ({ input: { workspace, product } }) => {
      auditor.customers.facts(workspace);
      await forgetHookSecret(keys, workspace, product);
      return viewAfter(workspace);
    }),
    rows: answers.live.rows.handler(({ input: { workspace, filter, after } }) => {
      const { includeTestMode } = live.rules(workspace);
      return auditor.live.rows(workspace, { filter, after, includeTestMode });
    }),
    findings: answers.live.findings.handler(({ input }) => auditor.live.findings(input.workspace)),
    decide: answers.live.decide.handler(({ input: { workspace, ids, patch } }) => {
      const changed = auditor.live.decide(workspace, ids, patch, whoDecides(preferences));
      live.tell(workspace);
      return { changed, head: triageNews.tell(workspace) };
    }),
    summary: answers.live.summary.handler(({ input }) => auditor.live.summary(input.workspace)),
    import: answers.live.import.handler(({ input: { workspace, file, product }, signal }) =>
      withTypedFailures(
        streamWithProgress<LiveImportEvent>(async (tell) => {
          const text = await file.text();
          const done = await auditor.live.import(
            workspace,
            { text },
            {
              product,
              signal,
              onProgress: (progress) => tell({ ...progress, isDone: false }),
            },
          );
          live.tell(workspace);
          return { ...done, isDone: true };
        }),
      ),
    ),
    confirm: answers.live.confirm.handler(({ input }) => {
      auditor.customers.facts(input.workspace);
      return live.confirm(input.workspace);
    }),
    subscriptions: answers.live.subscriptions.handler(async ({ input: { workspace }, signal }) =>
      auditor.live.subscriptions.list(workspace, await links.linkToAsk(workspace), signal),
    ),
    prepareSubscription: answers.live.prepareSubscription.handler(async ({ input }) =>
      auditor.live.subscriptions.prepare(await links.link(input.workspace), input.change),
    ),
    sendSubscription: answers.live.sendSubscription.handler(async ({ input, signal }) => {
      const { workspace, change, digest } = input;
      const secret = await hookSecret(keys, workspace, change.product);
      const link = await links.linkToAsk(workspace);
      return auditor.live.subscriptions.send(workspace, link, change, { digest, secret }, signal);
    }),
    learnEvents: answers.live.learnEvents.handler(async ({ input: { workspace }, signal }) =>
      auditor.live.subscriptions.learnEvents(workspace, await links.linkToAsk(workspace), signal),
    ),
  };
}
