import type { TriageStep } from '../../core/model/triage-step.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { whoDecides } from '../who-decides.ts';

/** Answers `triage`: deciding, undoing, the log, and telling all pages of it. */
export function triageCommands({ auditor, preferences, triageNews }: EngineParts) {
  const { triage } = auditor;
  const goBack = (
    { workspace, step: meant }: { readonly workspace: string; readonly step?: number | undefined },
    way: 'undo' | 'redo',
  ) => {
    const step: TriageStep | null = triage[way](workspace, whoDecides(preferences), meant);
    return { step, head: triageNews.tell(workspace) };
  };
  return {
    decide: answers.triage.decide.handler(async ({ input }) => {
      const { workspace, runId, findings, patch } = input;
      const who = whoDecides(preferences);
      const changed = await triage.decide(workspace, runId, findings, patch, who);
      return { changed, head: triageNews.tell(workspace) };
    }),
    undo: answers.triage.undo.handler(({ input }) => goBack(input, 'undo')),
    redo: answers.triage.redo.handler(({ input }) => goBack(input, 'redo')),
    log: answers.triage.log.handler(({ input: { workspace, before, limit } }) =>
      triage.log(workspace, before, limit),
    ),
    history: answers.triage.history.handler(({ input }) =>
      triage.history(input.workspace, input.findingId),
    ),
    watch: answers.triage.watch.handler(({ input, signal }) => {
      auditor.customers.facts(input.workspace);
      return withTypedFailures(triageNews.watch(input.workspace, signal));
    }),
  };
}
