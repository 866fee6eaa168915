import { Select } from '@mantine/core';
import type { StoredRunSummary } from '../../../../contract/runs.ts';
import { findingsWords } from '../../../words/findings.ts';
import { formatInstant } from '../../../words/format.ts';

interface RunSwitcherProps {
  readonly runId: string;
  readonly runs: readonly StoredRunSummary[];
  /** The run that goes on, once it has something to show. */
  readonly goingId: string | null;
  readonly onChoose: (runId: string) => void;
}

/** Shows another audit's findings. */
export function RunSwitcher({ runId, runs, goingId, onChoose }: RunSwitcherProps) {
  const options = runs
    .filter((run) => run.state === 'finished' || run.runId === goingId)
    .map((run) => ({
      value: run.runId,
      label: findingsWords.runOption(formatInstant(run.asOfUtc), standingWords(run)),
    }));
  if (options.length < 2) return null;
  return (
    <Select
      aria-label={findingsWords.runLabel}
      data={options}
      value={runId}
      allowDeselect={false}
      w={350}
      maw="100%"
      onChange={(value) => {
        if (value !== null) onChoose(value);
      }}
    />
  );
}

function standingWords({ status }: StoredRunSummary): string {
  if (status === null) return findingsWords.provisional;
  return status === 'verified' ? findingsWords.verified : findingsWords.notVerified;
}
