import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ExportEvent } from '../../contract/exports.ts';
import type { ExportFormat } from '../../core/model/export-format.ts';
import { Failure } from '../../core/model/failure.ts';
import { fileName } from '../file-name.ts';
import { standingsOf } from '../standings.ts';
import { summaryRow } from '../summary-rows.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { streamWithProgress } from '../progress-stream.ts';

/** Answers `exports`: files of a run or view, where the person wants them or for a download. */
export function exportCommands(parts: EngineParts) {
  const { auditor, files, views, window } = parts;
  /** Writes where the person wants it, or for a download. @param write gives how many rows it wrote */
  const handOver = async (
    { workspace, suggestedName, format }: HandedOver,
    write: (path: string) => Promise<number>,
  ): Promise<ExportEvent> => {
    const chosen = await window?.chooseFile({ suggestedName, format });
    if (chosen === null) return { kind: 'declined' };
    const path = chosen ?? files.downloadPath(suggestedName);
    const rows = await write(path);
    const fileId = files.add({ workspace, path, isDownload: chosen === undefined });
    return chosen === undefined
      ? { kind: 'ready', fileId, name: basename(path), bytes: statSync(path).size, rows }
      : { kind: 'saved', fileId, path, rows };
  };
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
          return handOver({ workspace, suggestedName, format }, async (path) => {
            let rows = 0;
            await auditor.export(report, path, {
              signal,
              isMasked,
              onProgress: ({ done, total }) => {
                rows = total;
                tell({ kind: 'progress', done, total });
              },
            });
            return rows;
          });
        }),
      );
    }),
    writeSummary: answers.exports.writeSummary.handler(({ signal }) =>
      withTypedFailures(
        streamWithProgress<ExportEvent>(async () => {
          const madeUtc = new Date().toISOString();
          const suggestedName = `tieout-all-customers-${madeUtc.slice(0, 10)}.xlsx`;
          return handOver({ workspace: null, suggestedName, format: 'xlsx' }, async (path) => {
            const standings = await standingsOf(parts);
            const rows = standings.filter(({ isDemo }) => !isDemo).map(summaryRow);
            await auditor.exportOverview(rows, path, madeUtc, signal);
            return rows.length;
          });
        }),
      ),
    ),
    take: answers.exports.take.handler(({ input }) => files.take(input.fileId)),
    reveal: answers.exports.reveal.handler(async ({ input }) => {
      await window?.reveal({ path: files.savedPath(input.fileId) });
    }),
  };
}

interface HandedOver {
  /** Null for a file of all customers. */
  readonly workspace: string | null;
  readonly suggestedName: string;
  readonly format: ExportFormat;
}
