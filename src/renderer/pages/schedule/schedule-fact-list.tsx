import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DaySpan, ScheduleFacts } from '../../../contract/operations.ts';
import { RECORD_WORDS } from '../../../core/model/record-type.ts';
import { pathTo } from '../../shell/routes.ts';
import { formatInstant, formatInstantIn, formatZone } from '../../words/format.ts';
import { scheduleWords } from '../../words/schedule.ts';
import facts from '../audit/facts.module.css';
import { Mark } from '../audit/mark.tsx';
import { useBusy } from '../audit/use-busy.ts';
import classes from './schedule.module.css';
import type { ScheduleProps } from './schedule-props.ts';

const words = scheduleWords.schedule;

/** By whose clock, what comes next, and what is due. */
export function ScheduleFactList({ workspace, facts: known }: ScheduleProps) {
  const busy = useBusy(workspace);
  const { schedule, timeZone, isZoneOfThisMachine, lagHours, due } = known;
  const settings = (
    <Anchor size="sm" href={`#${pathTo(workspace, 'settings')}`}>
      {words.settings}
    </Anchor>
  );
  const rows: readonly (readonly [string, ReactNode])[] = [
    ...(schedule.kind === 'off'
      ? []
      : [
          [
            words.records,
            schedule.records.map((type) => RECORD_WORDS[type].many).join(scheduleWords.and),
          ] as const,
        ]),
    [
      words.zone,
      <>
        {isZoneOfThisMachine ? (
          <Mark tone="warn">{words.zoneOfMachine(timeZone)}</Mark>
        ) : (
          formatZone(timeZone)
        )}{' '}
        {settings}
      </>,
    ],
    [
      words.lag,
      <>
        {words.hours(lagHours)} {settings}
      </>,
    ],
    [words.next, nextWords(known)],
    [
      words.due,
      due.length === 0 ? (
        words.nothingDue
      ) : (
        <>
          {spansWords(due)}
          {busy !== null && ` ${words.dueWaits}`}
        </>
      ),
    ],
  ];
  return (
    <dl className={`${facts['facts']} ${classes['facts']}`} aria-label={words.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function spansWords(spans: readonly DaySpan[]): string {
  return spans.map(({ from, to }) => scheduleWords.span(from, to)).join(scheduleWords.and);
}

/** On the customer's clock; on this computer's too, where that shows another time. */
function nextWords({ schedule, nextUtc, due, timeZone }: ScheduleFacts): string {
  if (schedule.kind === 'off') return words.noNext;
  if (due.length > 0 || nextUtc === null) return words.nextNow;
  const [there, here] = [formatInstantIn(nextUtc, timeZone), formatInstant(nextUtc)];
  const inZone = words.nextAt(there, timeZone);
  return there === here ? inZone : `${inZone}; ${words.nextHere(here)}`;
}
