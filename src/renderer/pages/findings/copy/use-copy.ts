import { useCallback, useState } from 'react';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import type { Engine } from '../../../engine/client.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { useStoppable } from '../../../engine/use-stoppable.ts';
import { findingsWords } from '../../../words/findings.ts';
import type { ColumnId } from '../columns/columns.ts';
import { MOST_BLOCK_ROWS } from '../view/block-rows.ts';
import { tell, tellFailure } from '../notice.ts';
import type { FindingsView } from '../view/use-findings-view.ts';
import { putOnClipboard } from './put-on-clipboard.ts';
import { headsAsText, rowsAsText } from './rows-as-text.ts';

/** More than this is for an export. */
export const MOST_COPIED = 50_000;

export interface Copying {
  readonly copyRows: (rows: readonly FindingRow[]) => void;
  readonly copyAll: (view: FindingsView) => void;
  /** Rows gathered so far; null while nothing is copied. */
  readonly progress: { readonly done: number; readonly total: number } | null;
}

/** Copies findings with the heads of the columns that are shown, and says how many rows there were. */
export function useCopy(columns: readonly ColumnId[]): Copying {
  const engine = useEngine();
  const [progress, setProgress] = useState<Copying['progress']>(null);
  const { start, stop } = useStoppable();
  const copyRows = useCallback(
    (rows: readonly FindingRow[]) =>
      void put({ text: rowsAsText(rows, columns), count: rows.length }, columns),
    [columns],
  );
  const copyAll = useCallback(
    (view: FindingsView) => {
      // The newest one counts.
      stop();
      void start(async (signal) => {
        try {
          const lines = await gather(engine, view, columns, signal, setProgress);
          if (!signal.aborted) await put(lines, columns);
        } catch (error) {
          if (!signal.aborted) tellFailure(failureOf(error).sentence);
        } finally {
          if (!signal.aborted) setProgress(null);
        }
      });
    },
    [engine, columns, start, stop],
  );
  return { copyRows, copyAll, progress };
}

interface Lines {
  readonly text: string;
  readonly count: number;
}

/** Block by block becomes text at once: the page never holds that many findings. */
async function gather(
  engine: Engine,
  { workspace, viewId, total }: FindingsView,
  columns: readonly ColumnId[],
  signal: AbortSignal,
  onProgress: (progress: Copying['progress']) => void,
): Promise<Lines> {
  const wanted = Math.min(total, MOST_COPIED);
  let lines: Lines = { text: '', count: 0 };
  while (lines.count < wanted) {
    onProgress({ done: lines.count, total: wanted });
    const start = lines.count;
    const end = Math.min(start + MOST_BLOCK_ROWS, wanted);
    const rows = await engine.findings.block({ workspace, viewId, start, end }, { signal });
    if (rows.length === 0) break;
    lines = { text: lines.text + rowsAsText(rows, columns), count: start + rows.length };
  }
  return lines;
}

async function put({ text, count }: Lines, columns: readonly ColumnId[]): Promise<void> {
  if (count === 0) return tell(findingsWords.nothingToCopy);
  const isCopied = await putOnClipboard(headsAsText(columns) + text);
  if (!isCopied) return tellFailure(findingsWords.copyRefused);
  tell(findingsWords.copied(count));
}
