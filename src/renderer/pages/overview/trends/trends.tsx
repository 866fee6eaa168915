import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { StoredRunSummary } from '../../../../contract/runs.ts';
import { FEWEST_RUNS } from '../../../../core/model/baseline.ts';
import { RECORD_WORDS, type RecordType } from '../../../../core/model/record-type.ts';
import type { LateDay } from '../../../../core/model/live-status.ts';
import type { TrendPoint } from '../../../../core/model/run-analysis.ts';
import { pathTo } from '../../../shell/routes.ts';
import { auditResultWords } from '../../../words/audit-result.ts';
import { trendWords as words } from '../../../words/trends.ts';
import { Section } from '../../audit/section.tsx';
import { FirstFigures } from './first-figures.tsx';
import { TrendCard } from './trend-card.tsx';
import { TrendKey } from './trend-key.tsx';
import {
  LATE_TREND,
  RECORD_TRENDS,
  RUN_TRENDS,
  TREND_TYPES,
  type TrendKind,
} from './trend-list.ts';
import { lateValues } from './late-days.ts';
import { comparableRuns, trendValues } from './trend-runs.ts';
import classes from './trends.module.css';

interface TrendsProps {
  readonly workspace: string;
  readonly trend: readonly TrendPoint[];
  readonly runs: readonly StoredRunSummary[];
  /** Days of live confirmation; empty where there was none. */
  readonly days: readonly LateDay[];
}

/** The figures of comparable audits, and of the days of live confirmation, with what is out of the usual. */
export function Trends({ workspace, trend, runs, days }: TrendsProps) {
  const { points, others } = comparableRuns(trend, runs);
  const types = TREND_TYPES.filter((type) =>
    RECORD_TRENDS.some(({ name }) => trendValues(points, name, type).length > 0),
  );
  const [wanted, setWanted] = useState<RecordType>('gift');
  const type = types.includes(wanted) ? wanted : (types[0] ?? 'gift');
  const verified = points.filter(({ status }) => status === 'verified').length;
  const cards = [
    ...RECORD_TRENDS.map((kind) => ({ kind, type })),
    ...RUN_TRENDS.map((kind) => ({ kind, type: null })),
  ].flatMap(({ kind, type: of }) => {
    const values = trendValues(points, kind.name, of);
    return values.length === 0 ? [] : [{ kind, of, values }];
  });
  const isFirst = points.length === 1;
  const late = lateValues(days);
  const hrefOf = (runId: string): string => `#${pathTo(workspace, 'audit', `/${runId}`)}`;
  return (
    <Section
      title={words.title}
      text={cards.length === 0 ? words.none : isFirst ? words.one : words.text}
    >
      {isFirst && cards.length > 0 && <FirstFigures point={points[0]} types={types} />}
      {!isFirst && types.length > 1 && (
        <SegmentedControl
          size="xs"
          w="fit-content"
          maw="100%"
          aria-label={words.recordType}
          data={types.map((each) => ({
            value: each,
            label: auditResultWords.type(RECORD_WORDS[each].many),
          }))}
          value={type}
          onChange={setWanted}
        />
      )}
      {!isFirst && cards.length > 0 && (
        <>
          <TrendKey />
          <div className={classes['grid']}>
            {cards.map(({ kind, of, values }) => (
              <TrendCard key={keyOf(kind, of)} kind={kind} values={values} hrefOf={hrefOf} />
            ))}
          </div>
        </>
      )}
      {late.length > 0 && (
        <>
          <div className={classes['grid']}>
            <TrendCard
              kind={LATE_TREND}
              values={late}
              hrefOf={() => `#${pathTo(workspace, 'live')}`}
            />
          </div>
          <Text size="sm" c="dimmed">
            {words.daysText}
          </Text>
        </>
      )}
      <Text size="sm" c="dimmed">
        {[
          ...(points.length > 1 && verified <= FEWEST_RUNS
            ? [words.fewForSpikes(FEWEST_RUNS)]
            : []),
          ...(others > 0 ? [words.others(others)] : []),
        ].join(' ')}
      </Text>
    </Section>
  );
}

function keyOf({ name }: TrendKind, type: RecordType | null): string {
  return `${name} ${type ?? ''}`;
}
