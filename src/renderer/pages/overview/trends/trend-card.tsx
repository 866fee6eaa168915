import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { trendWords as words } from '../../../words/trends.ts';
import { TrendChart } from './trend-chart.tsx';
import type { TrendKind } from './trend-list.ts';
import type { TrendValue } from './trend-runs.ts';
import { TrendTable } from './trend-table.tsx';
import classes from './trends.module.css';

interface TrendCardProps {
  readonly kind: TrendKind;
  readonly values: readonly TrendValue[];
  readonly hrefOf: (id: string) => string;
}

/** One figure over audits or days, drawn or as a table. */
export function TrendCard({ kind, values, hrefOf }: TrendCardProps) {
  const { title, unit, of } = kind;
  const [isTable, setIsTable] = useState(false);
  const Shown = isTable ? TrendTable : TrendChart;
  return (
    <div className={classes['card']}>
      <div className={classes['head']}>
        <Title order={3} size="h6">
          {title}
        </Title>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={isTable ? words.showChartOf(title) : words.showTableOf(title)}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? words.showChart : words.showTable}
        </Button>
      </div>
      <Shown title={title} unit={unit} of={of} values={values} hrefOf={hrefOf} />
    </div>
  );
}
