import { useState } from 'react';
import type { TieOutCell } from '../../../core/model/tie-out-rows.ts';
import type { Engine } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStoppable } from '../../engine/use-stoppable.ts';
import { drillWords } from '../../words/drill.ts';
import { findingsWords } from '../../words/findings.ts';
import { putOnClipboard } from '../findings/copy/put-on-clipboard.ts';
import { MOST_COPIED } from '../findings/copy/use-copy.ts';
import { tell, tellFailure } from '../findings/notice.ts';
import { CELL_ROW_HEADS, cellRowsAsText } from './cell-rows-text.ts';

/** Copies all records behind a figure with their heads, and says how many there were. */
export function useCopyRows(
  workspace: string,
  runId: string,
  cell: TieOutCell,
): {
  readonly copy: () => void;
  /** So far; null while nothing is copied. */ readonly copied: number | null;
} {
  const engine = useEngine();
  const [copied, setCopied] = useState<number | null>(null);
  const { start, stop } = useStoppable();
  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      const { text, count, isAll } = await gather(
        engine,
        { workspace, runId, cell },
        signal,
        setCopied,
      );
      if (signal.aborted) return;
      if (!(await putOnClipboard(CELL_ROW_HEADS + text)))
        return tellFailure(findingsWords.copyRefused);
      tell(isAll ? findingsWords.copied(count) : drillWords.copiedFirst(count));
    } catch (error) {
      if (!signal.aborted) tellFailure(failureOf(error).sentence);
    } finally {
      if (!signal.aborted) setCopied(null);
    }
  };
  return {
    copy: () => {
      // The newest one counts.
      stop();
      void start(run);
    },
    copied,
  };
}

/** Block by block becomes text at once: the page never holds that many records. */
async function gather(
  engine: Engine,
  figure: { readonly workspace: string; readonly runId: string; readonly cell: TieOutCell },
  signal: AbortSignal,
  onProgress: (copied: number) => void,
): Promise<{ readonly text: string; readonly count: number; readonly isAll: boolean }> {
  let [text, count, after] = ['', 0, null as string | null];
  do {
    onProgress(count);
    const block = await engine.tieOut.rows({ ...figure, after }, { signal });
    text += cellRowsAsText(block.rows);
    count += block.rows.length;
    after = block.next;
  } while (after !== null && count < MOST_COPIED);
  return { text, count, isAll: after === null };
}
