import { useElementSize } from '@mantine/hooks';
import { useState, type KeyboardEvent } from 'react';
import {
  formatFigure,
  trendWords as words,
  type TrendOf,
  type TrendUnit,
} from '../../../words/trends.ts';
import { placed, ticksFor } from './chart-scale.ts';
import { sentenceOf } from './trend-sentence.ts';
import type { TrendValue } from './trend-runs.ts';
import classes from './trends.module.css';

const HEIGHT = 148;
const EDGE = { top: 12, right: 14, bottom: 22, left: 52 } as const;

interface TrendChartProps {
  readonly title: string;
  readonly unit: TrendUnit;
  readonly of: TrendOf;
  readonly values: readonly TrendValue[];
  readonly hrefOf: (id: string) => string;
}

/**
 * A line of figures with what was usual behind it. One tab stop: arrows go from one to the next, Enter opens it. What is
 * said of a point stands below in words, so nothing is told by colour or by hovering alone.
 */
export function TrendChart({ title, unit, of, values, hrefOf }: TrendChartProps) {
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<number | null>(null);
  const last = values.length - 1;
  const at = Math.min(chosen ?? last, last);
  const shown = values[at];
  if (shown === undefined) return null;
  const moveTo = (event: KeyboardEvent<SVGSVGElement>): void => {
    const step = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, step));
    setChosen(next);
    event.currentTarget.querySelectorAll<SVGAElement>('a')[next]?.focus();
  };
  const scale = scaleOf(values, width, unit);
  return (
    <div ref={ref} className={classes['chart']}>
      <svg
        width={width}
        height={HEIGHT}
        role="group"
        aria-label={words.chartLabel(title, values.length, of)}
        onKeyDown={moveTo}
        onMouseLeave={() => setChosen(null)}
      >
        <Axis scale={scale} unit={unit} values={values} width={width} />
        <path className={classes['usual']} d={usualArea(values, scale)} />
        <path className={classes['line']} d={lineOf(values, scale)} />
        {values.map((value, index) => (
          <a
            key={value.id}
            href={hrefOf(value.id)}
            tabIndex={index === at ? 0 : -1}
            aria-label={sentenceOf(value, unit, of)}
            className={classes['point']}
            onFocus={() => setChosen(index)}
            onMouseEnter={() => setChosen(index)}
          >
            <rect className={classes['reach']} {...reachOf(index, values.length, scale, width)} />
            <Sign
              value={value}
              x={scale.x(index)}
              y={scale.y(value.value)}
              isShown={index === at}
            />
          </a>
        ))}
      </svg>
      <p className={classes['told']} aria-hidden="true">
        {sentenceOf(shown, unit, of)}
      </p>
    </div>
  );
}

interface Scale {
  readonly ticks: readonly number[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

function scaleOf(values: readonly TrendValue[], width: number, unit: TrendUnit): Scale {
  const all = values.flatMap(({ value, baseline }) =>
    baseline === null ? [value] : [value, baseline.low, baseline.high],
  );
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // From nothing on, unless that would press all figures against the top.
  const ticks = ticksFor(low > high / 2 ? low : Math.min(0, low), high, unit === 'hours' ? 0 : 1);
  const ends = [ticks[0] ?? 0, ticks.at(-1) ?? 1] as const;
  return {
    ticks,
    x: (index) => placed(index, [0, values.length - 1], [EDGE.left + 8, width - EDGE.right]),
    y: (value) => placed(value, ends, [HEIGHT - EDGE.bottom, EDGE.top]),
  };
}

interface AxisProps extends Pick<TrendChartProps, 'unit' | 'values'> {
  readonly scale: Scale;
  readonly width: number;
}

function Axis({ scale, unit, values, width }: AxisProps) {
  const [first, last] = [values[0], values.at(-1)];
  return (
    <g aria-hidden="true" className={classes['axis']}>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line x1={EDGE.left} x2={width - 4} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text x={EDGE.left - 6} y={scale.y(tick) + 4} textAnchor="end">
            {formatFigure(tick, unit)}
          </text>
        </g>
      ))}
      {first !== undefined && first !== last && (
        <text x={EDGE.left} y={HEIGHT - 5}>
          {first.when}
        </text>
      )}
      {last !== undefined && width > 300 && (
        <text x={width - 4} y={HEIGHT - 5} textAnchor="end">
          {last.when}
        </text>
      )}
    </g>
  );
}

/** A verified audit, or a day that is over, is a filled circle, another one a hollow one; a spike has a ring and a sign over or under it. */
function Sign({
  value: { isFirm, spike },
  x,
  y,
  isShown,
}: {
  readonly value: TrendValue;
  readonly x: number;
  readonly y: number;
  readonly isShown: boolean;
}) {
  const tip = spike === 'above' ? y - 8 : y + 8;
  const base = spike === 'above' ? tip + 9 : tip - 9;
  return (
    <>
      {isShown && <circle className={classes['halo']} cx={x} cy={y} r={9} />}
      {spike === null ? (
        <circle className={isFirm ? classes['verified'] : classes['open']} cx={x} cy={y} r={3.5} />
      ) : (
        <path
          className={classes['spike']}
          d={`M${x} ${tip} L${x - 6} ${base} L${x + 6} ${base} Z`}
        />
      )}
    </>
  );
}

function lineOf(values: readonly TrendValue[], { x, y }: Scale): string {
  return values.map(({ value }, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('');
}

/** The area between the low and the high of every run that has a baseline. */
function usualArea(values: readonly TrendValue[], { x, y }: Scale): string {
  const ranges = values.flatMap(({ baseline }, at) =>
    baseline === null ? [] : [{ baseline, at }],
  );
  if (ranges.length === 0) return '';
  const over = ranges.map(({ baseline, at }) => `${x(at)} ${y(baseline.high)}`);
  const under = ranges.toReversed().map(({ baseline, at }) => `${x(at)} ${y(baseline.low)}`);
  return `M${[...over, ...under].join('L')}Z`;
}

/** The whole strip over and under a point answers to the mouse. */
function reachOf(index: number, count: number, { x }: Scale, width: number) {
  const half = count < 2 ? width / 2 : (x(1) - x(0)) / 2;
  return { x: x(index) - half, y: 0, width: Math.max(0, 2 * half), height: HEIGHT - EDGE.bottom };
}
