import { Button, Stack, Text } from '@mantine/core';
import type { ExportEvent } from '../../../../contract/exports.ts';
import type { Engine } from '../../../engine/client.ts';
import { failureOf } from '../../../engine/failure.ts';
import { findingsWords } from '../../../words/findings.ts';
import { tell, tellFailure } from '../notice.ts';
import { download } from './download.ts';

export interface ReceivedFileWords {
  readonly saved: (rows: number, path: string) => string;
  readonly ready: (rows: number, name: string) => string;
}

/** Follows a file while it is written and says where it is. Resolves to whether there is one. */
export async function receiveFile(
  engine: Engine,
  events: AsyncIterable<ExportEvent>,
  { signal, words, onProgress }: ReceiveOptions,
): Promise<boolean> {
  for await (const event of events) {
    if (signal.aborted) return false;
    if (event.kind === 'progress') onProgress?.({ done: event.done, total: event.total });
    else if (event.kind === 'declined') return false;
    else if (event.kind === 'saved') {
      tellSaved(engine, event.fileId, words.saved(event.rows, event.path));
      return true;
    } else {
      download(await engine.exports.take({ fileId: event.fileId }, { signal }), event.name);
      tell(words.ready(event.rows, event.name));
      return true;
    }
  }
  return false;
}

interface ReceiveOptions {
  readonly signal: AbortSignal;
  readonly words: ReceivedFileWords;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

function tellSaved(engine: Engine, fileId: string, sentence: string): void {
  const reveal = (): void => {
    engine.exports.reveal({ fileId }).catch((error: unknown) => {
      tellFailure(failureOf(error).sentence);
    });
  };
  tell(<SavedMessage sentence={sentence} onReveal={reveal} />, { autoClose: 15_000 });
}

function SavedMessage({
  sentence,
  onReveal,
}: {
  readonly sentence: string;
  readonly onReveal: () => void;
}) {
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {sentence}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onReveal}>
        {findingsWords.reveal}
      </Button>
    </Stack>
  );
}
