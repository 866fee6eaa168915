import { Text } from '@mantine/core';
import { Section } from '../audit/section.tsx';
import { Mark } from '../audit/mark.tsx';
import { scheduleWords } from '../../words/schedule.ts';
import { RunNow } from './run-now.tsx';
import { ScheduleFactList } from './schedule-fact-list.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import type { ScheduleProps } from './schedule-props.ts';

const words = scheduleWords.schedule;

/** Whether the backstop runs by itself, when, and the ways to change that and to run it now. */
export function ScheduleSection(props: ScheduleProps) {
  const { schedule } = props.facts;
  return (
    <Section title={words.title} text={words.text}>
      <Text fw={600} component="div" role="status">
        {schedule.kind === 'off' ? (
          <Mark tone="quiet">{words.off}</Mark>
        ) : (
          <Mark tone="good">
            {schedule.kind === 'daily' ? words.daily(schedule.at) : words.hourly}
          </Mark>
        )}
      </Text>
      <ScheduleFactList {...props} />
      <ScheduleForm {...props} />
      <RunNow {...props} />
    </Section>
  );
}
