import { Progress, Text } from '@mantine/core';
import { findingsWords } from '../../words/findings.ts';
import type { OpeningView } from './view/use-findings-view.ts';
import classes from './run-findings.module.css';

/** A slim line while another order or filter is made; the rows below stay what they were. */
export function OpeningBar({
  progress,
  all,
}: {
  readonly progress: OpeningView['progress'];
  /** Findings of the run; null if that isn't known. */
  readonly all: number | null;
}) {
  if (progress === null) return null;
  const { done, total } = progress;
  return (
    <div className={classes['opening']}>
      <Progress
        size={3}
        radius={0}
        aria-label={findingsWords.sorting(all)}
        value={total === 0 ? 100 : (done / total) * 100}
        animated={total === 0}
      />
      <Text size="xs" role="status" className={classes['openingText'] ?? ''}>
        {findingsWords.sorting(all)}
      </Text>
    </div>
  );
}
