import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ExportEvent } from '../../contract/exports.ts';
import { Failure } from '../../core/model/failure.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { streamWithProgress } from '../progress-stream.ts';

export function exportCommands({ auditor, files, views, window }: EngineParts) {
  return {
    write: answers.exports.write.handler(({ input, signal }) => {
      const { workspace, runId, viewId, format, isMasked = false } = input;
      const whole = auditor.report(workspace, runId);
      const opened = viewId === null ? null : views.get(workspace, viewId);
      if (opened !== null && opened.runId !== runId)
        throw new Failure('usage', 'This list belongs to another run: load it again.');
      const report =
        opened === null
          ? whole
          : auditor.results.reportOf(whole, opened.view, auditor.results.words(opened.query));
      return withTypedFailures(
        streamWithProgress<ExportEvent>(async (tell) => {
          const day = whole.run.asOfUtc.slice(0, 10);
          const suggestedName = `${fileName(workspace)}-${day}${isMasked ? '-masked' : ''}.${format}`;
          const chosen = await window?.chooseFile({ suggestedName, format });
          if (chosen === null) return { kind: 'declined' };
          const path = chosen ?? files.downloadPath(suggestedName);
          let rows = 0;
          await auditor.export(report, path, {
            signal,
            isMasked,
            onProgress: ({ done, total }) => {
              rows = total;
              tell({ kind: 'progress', done, total });
            },
          });
          const fileId = files.add({ workspace, path, isDownload: chosen === undefined });
          return chosen === undefined
            ? { kind: 'ready', fileId, name: basename(path), bytes: statSync(path).size, rows }
            : { kind: 'saved', fileId, path, rows };
        }),
      );
    }),
    take: answers.exports.take.handler(({ input }) => files.take(input.fileId)),
    reveal: answers.exports.reveal.handler(async ({ input }) => {
      await window?.reveal({ path: files.savedPath(input.fileId) });
    }),
  };
}

/** A workspace's name as the start of a file's name. */
function fileName(workspace: string): string {
  return `tieout-${workspace.replace(/[^\p{L}\p{N}-]+/gu, '-').toLowerCase()}`;
}
