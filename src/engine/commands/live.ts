import { forgetHookSecret, hookSecret, keepHookSecret } from '../../keys/hook-secrets.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';

export function liveCommands({ auditor, keys, links, live }: EngineParts) {
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
