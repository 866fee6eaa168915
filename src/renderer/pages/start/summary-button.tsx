import { Button } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStoppable } from '../../engine/use-stoppable.ts';
import { IconDownload } from '../../shell/icons.tsx';
import { startWords } from '../../words/start.ts';
import { receiveFile } from '../findings/export/receive-file.tsx';
import { tellFailure } from '../findings/notice.ts';

/** Writes the workbook of all customers and says where it is. */
export function SummaryButton() {
  const engine = useEngine();
  const { start } = useStoppable();
  const [isGoing, setGoing] = useState(false);
  const write = async (): Promise<void> => {
    setGoing(true);
    try {
      await start(async (signal) => {
        const events = await engine.exports.writeSummary(undefined, { signal });
        return receiveFile(engine, events, { signal, words: startWords.summary });
      });
    } catch (error) {
      tellFailure(failureOf(error).sentence);
    }
    setGoing(false);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload />}
      loading={isGoing}
      onClick={() => void write()}
    >
      {startWords.summary.write}
    </Button>
  );
}
