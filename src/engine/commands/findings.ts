import type { OpenedView } from '../../contract/findings.ts';
import { MOST_BLOCK_ROWS } from '../../contract/findings.ts';
import { Failure } from '../../core/model/failure.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { streamWithProgress } from '../progress-stream.ts';

/** Answers `findings`: views in an order, their blocks, counts and single findings. */
export function findingCommands({ auditor, runs, views }: EngineParts) {
  return {
    open: answers.findings.open.handler(({ input, signal }) => {
      const { workspace, runId, query, sort } = input;
      return withTypedFailures(
        streamWithProgress<OpenedView>(async (tell) => {
          const view = await auditor.results.openView(workspace, runId, query, sort, {
            ...(signal ? { signal } : {}),
            onProgress: (done, total) => tell({ kind: 'progress', done, total }),
          });
          return {
            kind: 'ready',
            viewId: views.add({ workspace, runId, query, view }),
            total: view.total,
            sums: view.sums(),
            words: auditor.results.words(query),
            isProvisional: runs.going(workspace)?.runId === runId,
          };
        }),
      );
    }),
    block: answers.findings.block.handler(({ input: { workspace, viewId, start, end } }) => {
      if (end - start > MOST_BLOCK_ROWS)
        throw new Failure('usage', `A block has at most ${MOST_BLOCK_ROWS} rows.`);
      return views.get(workspace, viewId).view.rows(start, end);
    }),
    close: answers.findings.close.handler(({ input }) =>
      views.close(input.workspace, input.viewId),
    ),
    facets: answers.findings.facets.handler(({ input }) =>
      auditor.results.facets(input.workspace, input.runId, input.query),
    ),
    sides: answers.findings.sides.handler(async ({ input: { workspace, runId, position } }) => {
      const finding = await auditor.results.finding(workspace, runId, position);
      if (finding === null) throw new Failure('usage', 'This finding is not there any more.');
      return { finding, sides: auditor.sides(workspace, runId, finding) };
    }),
  };
}
