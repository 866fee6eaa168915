import { Anchor, Badge } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { WorkspaceOverview } from '../../../core/model/overview.ts';
import { navigate } from '../../shell/guarded-location.ts';
import { landingPath } from '../../shell/routes.ts';
import { StatusText } from '../../shell/status-text.tsx';
import { WorkspaceMark } from '../../shell/workspace-mark.tsx';
import { formatDay, formatInstant, formatMoney, formatNumber } from '../../words/format.ts';
import { shellWords } from '../../words/shell.ts';
import { startWords as words } from '../../words/start.ts';
import type { CustomerRow } from './customer-row-facts.ts';
import { OpenSparkline } from './open-sparkline.tsx';
import classes from './customers.module.css';

/** One customer of many: hundreds of lines stay as they are while one changes. */
export const CustomerLine = memo(function CustomerLine({ row }: { readonly row: CustomerRow }) {
  const { workspace, status, notes } = row;
  const { name, colour, isDemo } = workspace;
  const path = landingPath(workspace);
  return (
    <tr
      role="row"
      // The link in it is for the keyboard and the ear; a mouse may hit the line anywhere, but not what is being selected.
      onClick={(event) => {
        const isOwn = event.target instanceof Element && event.target.closest('a') !== null;
        if (!isOwn && window.getSelection()?.isCollapsed !== false) navigate(path);
      }}
    >
      <th role="rowheader" scope="row">
        <span className={classes['name']}>
          <WorkspaceMark name={name} colour={colour} size="large" />
          <Anchor
            href={`#${path}`}
            aria-label={words.openNamed(name)}
            fz="sm"
            fw={600}
            c="var(--mantine-color-text)"
            underline="hover"
          >
            {name}
          </Anchor>
          {isDemo && (
            <Badge size="sm" variant="default" flex="none">
              {shellWords.demo}
            </Badge>
          )}
        </span>
      </th>
      <Cell of="status">
        <StatusText status={status} />
        {notes.map((note) => (
          <span key={note} className={classes['note']}>
            {note}
          </span>
        ))}
      </Cell>
      <Cell of="lastRun">
        <LastRun row={row} />
      </Cell>
      <Cell of="open" isFigure>
        <Known row={row} render={(known) => formatNumber(known.open)} isFound />
      </Cell>
      <Cell of="toActOn" isFigure>
        <Known row={row} render={(known) => formatNumber(known.toActOn)} isFound />
      </Cell>
      <Cell of="atStake" isFigure>
        <Known row={row} render={(known) => <AtStake amounts={known.atStake} />} isFound />
      </Cell>
      <Cell of="trend">
        <Known row={row} render={(known) => <OpenSparkline points={known.openTrend} />} />
      </Cell>
      <Cell of="next">
        <Next row={row} />
      </Cell>
    </tr>
  );
});

/** Where lines stand below each other, each cell says what it is. */
function Cell({
  of,
  isFigure = false,
  children,
}: {
  readonly of: keyof typeof words.columns;
  readonly isFigure?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <td
      role="cell"
      data-column={of}
      data-label={words.columns[of]}
      data-figure={isFigure || undefined}
    >
      {children}
    </td>
  );
}

/** A figure; where it can't be known nothing stands that looks like one. */
function Known({
  row: { overview, isAsked },
  render,
  isFound = false,
}: {
  readonly row: CustomerRow;
  readonly render: (overview: WorkspaceOverview) => ReactNode;
  /** Whether only an audit can tell it: that none has found anything is no zero. */
  readonly isFound?: boolean;
}) {
  if (overview !== null && !(isFound && overview.lastRun === null)) return render(overview);
  return <span className={classes['none']}>{isAsked ? words.adding : words.unknown}</span>;
}

function LastRun({ row }: { readonly row: CustomerRow }) {
  return (
    <Known
      row={row}
      render={({ lastRun }) =>
        lastRun === null ? (
          <span className={classes['none']}>{words.never}</span>
        ) : (
          <>
            {formatInstant(lastRun.asOfUtc)}
            <span className={classes['note']}>{daysOf(lastRun.from, lastRun.to)}</span>
          </>
        )
      }
    />
  );
}

function daysOf(from: string | null, to: string | null): string {
  return words.days(from === null ? null : formatDay(from), to === null ? null : formatDay(to));
}

function AtStake({ amounts }: { readonly amounts: WorkspaceOverview['atStake'] }) {
  if (amounts.length === 0) return <span className={classes['none']}>{words.nothingAtStake}</span>;
  return amounts.map(({ currency, amountMinor }) => (
    <span key={currency} className={classes['amount']}>
      {formatMoney(amountMinor, currency)}
    </span>
  ));
}

function Next({
  row: { schedule, nextUtc, isDue, isAsked, overview },
}: {
  readonly row: CustomerRow;
}) {
  if (overview === null)
    return <span className={classes['none']}>{isAsked ? words.adding : words.unknown}</span>;
  if (isDue) return words.due;
  if (schedule === 'hourly') return words.hourly;
  if (nextUtc === null) return <span className={classes['none']}>{words.unscheduled}</span>;
  return formatInstant(nextUtc);
}
