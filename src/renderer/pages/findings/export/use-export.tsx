import { Button, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type { ExportFormat } from '../../../../core/model/export-format.ts';
import type { Engine } from '../../../engine/client.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { useStoppable } from '../../../engine/use-stoppable.ts';
import { findingsWords } from '../../../words/findings.ts';
import { tell, tellFailure } from '../notice.ts';
import { download } from './download.ts';

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
          return await writeFile(engine, request, signal, setProgress);
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

async function writeFile(
  engine: Engine,
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: Exporting['progress']) => void,
): Promise<boolean> {
  for await (const event of await engine.exports.write(request, { signal })) {
    if (signal.aborted) return false;
    if (event.kind === 'progress') onProgress({ done: event.done, total: event.total });
    else if (event.kind === 'declined') return false;
    else if (event.kind === 'saved') {
      tellSaved(engine, event);
      return true;
    } else {
      download(await engine.exports.take({ fileId: event.fileId }, { signal }), event.name);
      tell(findingsWords.exportReady(event.rows, event.name));
      return true;
    }
  }
  return false;
}

function tellSaved(
  engine: Engine,
  saved: { readonly fileId: string; readonly path: string; readonly rows: number },
): void {
  const reveal = (): void => {
    engine.exports.reveal({ fileId: saved.fileId }).catch((error: unknown) => {
      tellFailure(failureOf(error).sentence);
    });
  };
  tell(<SavedMessage path={saved.path} rows={saved.rows} onReveal={reveal} />, {
    autoClose: 15_000,
  });
}

function SavedMessage({
  path,
  rows,
  onReveal,
}: {
  readonly path: string;
  readonly rows: number;
  readonly onReveal: () => void;
}) {
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {findingsWords.exportSaved(rows, path)}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onReveal}>
        {findingsWords.reveal}
      </Button>
    </Stack>
  );
}
