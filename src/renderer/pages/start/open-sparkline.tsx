import { VisuallyHidden } from '@mantine/core';
import { openSinceRunBefore, type OpenAfterRun } from '../../../core/model/overview.ts';
import { startWords } from '../../words/start.ts';
import classes from './customers.module.css';

const WIDTH = 84;
const HEIGHT = 22;
const EDGE = 3;

/** How many findings were open after each of the last runs, as a line, and how many more or fewer since the run before, in words. */
export function OpenSparkline({ points }: { readonly points: readonly OpenAfterRun[] }) {
  const known = points.flatMap(({ open }) => (open === null ? [] : [open]));
  if (known.length < 2) return <span className={classes['none']}>{startWords.noTrend}</span>;
  const change = openSinceRunBefore(points);
  return (
    <span className={classes['trend']}>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
        <polyline points={lineOf(known)} />
        <circle {...placeOf(known, known.length - 1)} r={2.25} />
      </svg>
      <span aria-hidden="true">{change === null ? '' : startWords.change(change)}</span>
      <VisuallyHidden>{startWords.trendText(known)}</VisuallyHidden>
    </span>
  );
}

function lineOf(values: readonly number[]): string {
  return values
    .map((_, at) => {
      const { cx, cy } = placeOf(values, at);
      return `${cx},${cy}`;
    })
    .join(' ');
}

/** From nothing on, so that 101 after 100 looks like what it is. */
function placeOf(values: readonly number[], at: number): { cx: number; cy: number } {
  const most = Math.max(1, ...values);
  const share = (values[at] ?? 0) / most;
  const step = (WIDTH - 2 * EDGE) / Math.max(1, values.length - 1);
  return {
    cx: round(EDGE + at * step),
    cy: round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
