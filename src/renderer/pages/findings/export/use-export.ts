import { useCallback, useState } from 'react';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type { ExportFormat } from '../../../../core/model/export-format.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { useStoppable } from '../../../engine/use-stoppable.ts';
import { findingsWords } from '../../../words/findings.ts';
import { receiveFile } from './receive-file.tsx';

export interface ExportRequest {
  readonly workspace: string;
  readonly runId: string;
  /** Null exports the whole run. */
  readonly viewId: string | null;
  readonly format: ExportFormat;
  /** Without donor data. */
  readonly isMasked: boolean;
}

export interface Exporting {
  /** Resolves to whether a file was written. */
  readonly write: (request: ExportRequest) => Promise<boolean>;
  readonly cancel: () => void;
  /** Null while nothing is written. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: FailureFacts | null;
}

/** Writes findings into a file and says where it is. */
export function useExport(): Exporting {
  const engine = useEngine();
  const [progress, setProgress] = useState<Exporting['progress']>(null);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const { start, stop } = useStoppable();
  const cancel = useCallback(() => {
    stop();
    setProgress(null);
  }, [stop]);
  const write = useCallback(
    async (request: ExportRequest): Promise<boolean> =>
      (await start(async (signal) => {
        setFailure(null);
        setProgress({ done: 0, total: 0 });
        try {
          const events = await engine.exports.write(request, { signal });
          return await receiveFile(engine, events, {
            signal,
            words: { saved: findingsWords.exportSaved, ready: findingsWords.exportReady },
            onProgress: setProgress,
          });
        } catch (error) {
          if (!signal.aborted) setFailure(failureOf(error));
          return false;
        } finally {
          if (!signal.aborted) setProgress(null);
        }
      })) ?? false,
    [engine, start],
  );
  return { write, cancel, progress, failure };
}
