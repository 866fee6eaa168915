import { Failure } from '../../core/model/failure.ts';
import { settingsOf } from '../customer-settings.ts';
import type { PowerTestEvent } from '../../contract/runs.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { streamWithProgress } from '../progress-stream.ts';
import { requestFor, requestForAll } from '../run-request.ts';
import { withLearnedLinks } from '../learned-links.ts';
import { refuseUnproved } from '../same-customer.ts';
import { runReport, runSummary } from '../stored-runs.ts';

/** Answers `runs`: planning, starting, watching, stopping audits, and what they came to. */
export function runCommands({ auditor, links, runs, triageNews, views }: EngineParts) {
  return {
    plan: answers.runs.plan.handler(async ({ input: { workspace, scope }, signal }) => {
      const request = requestFor(scope, settingsOf(auditor, workspace));
      const plan = await auditor.plan(await links.linkToAsk(workspace), request, signal);
      runs.notePlan(workspace, request, plan);
      return plan;
    }),
    list: answers.runs.list.handler(({ input: { workspace } }) =>
      auditor.runs(workspace).map((run) => runSummary({ auditor, runs }, workspace, run)),
    ),
    report: answers.runs.report.handler(({ input }) =>
      runReport(auditor.report(input.workspace, input.runId)),
    ),
    start: answers.runs.start.handler(({ input: { workspace, scope } }) => {
      const settings = settingsOf(auditor, workspace);
      refuseUnproved(settings);
      return runs.start(workspace, requestFor(scope, settings));
    }),
    recheck: answers.runs.recheck.handler(async ({ input: { workspace, runId }, signal }) => {
      refuseUnproved(settingsOf(auditor, workspace));
      const request = auditor.recheck(workspace, runId ?? undefined);
      if (request === null)
        throw new Failure(
          'usage',
          'This audit left nothing open to act on: nothing to check again.',
        );
      // Lists or single records, whichever is cheaper; a few findings need no counting.
      const plan = await auditor.plan(await links.linkToAsk(workspace), request, signal);
      runs.notePlan(workspace, request, plan);
      return runs.start(workspace, request);
    }),
    resume: answers.runs.resume.handler(({ input: { workspace } }) => {
      // Its tokens may be others than those it was begun with.
      refuseUnproved(settingsOf(auditor, workspace));
      return runs.start(workspace, null);
    }),
    pause: answers.runs.pause.handler(({ input }) => runs.pause(input.workspace)),
    unpause: answers.runs.unpause.handler(({ input }) => runs.unpause(input.workspace)),
    cancel: answers.runs.cancel.handler(({ input }) => runs.cancel(input.workspace)),
    rerun: answers.runs.rerun.handler(({ input: { workspace, runId } }) => {
      const report = auditor.rerun(workspace, runId);
      views.closeAll(workspace, runId);
      triageNews.tell(workspace);
      return runReport(report);
    }),
    powerTest: answers.runs.powerTest.handler(({ input: { workspace, runId, seed }, signal }) =>
      withTypedFailures(
        streamWithProgress<PowerTestEvent>(async (tell) => {
          const onProgress = (now: { done: number; total: number }): void =>
            tell({ kind: 'progress', ...now });
          const power = await auditor.powerTest(workspace, { runId, seed, signal, onProgress });
          return { kind: 'done', power };
        }),
      ),
    ),
    watch: answers.runs.watch.handler(({ input, signal }) => {
      auditor.customers.facts(input.workspace);
      return withTypedFailures(runs.watch(input.workspace, signal));
    }),
    watchAll: answers.runs.watchAll.handler(({ signal }) =>
      withTypedFailures(runs.watchAll(signal)),
    ),
    check: answers.runs.check.handler(async ({ input, signal }) => {
      const { workspace, recordType, id, side } = input;
      const asked = requestForAll([recordType], settingsOf(auditor, workspace));
      const rules = withLearnedLinks(asked, recordType, auditor.runs(workspace));
      const link = await links.linkToAsk(workspace);
      return auditor.check(link, { recordType, id, side, rules, ...(signal ? { signal } : {}) });
    }),
  };
}
