import { Skeleton, Stack } from '@mantine/core';
import { FailureNote } from '../../shell/failure-note.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { scheduleWords } from '../../words/schedule.ts';
import { ClosedSection } from './closed-section.tsx';
import { QuietSection } from './quiet-section.tsx';
import { RuleSection } from './rule-section.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import { SinkSection } from './sink-section.tsx';
import { ToldSection } from './told-section.tsx';
import { TrySection } from './try-section.tsx';
import { useAlerts } from './use-alerts.ts';
import { useSchedule } from './use-schedule.ts';

/** When the backstop runs by itself, how its tries ended, and what is told of them where. */
export function SchedulePage({ workspace }: PageProps) {
  const schedule = useSchedule(workspace);
  const alerts = useAlerts(workspace);
  const { facts } = schedule;
  return (
    <Page title={scheduleWords.title} description={scheduleWords.description}>
      {schedule.failure !== null && (
        <FailureNote failure={schedule.failure} retry={schedule.retry} />
      )}
      {alerts.failure !== null && <FailureNote failure={alerts.failure} retry={alerts.retry} />}
      {facts === null && schedule.failure === null && <Loading />}
      <Stack gap="lg">
        {facts !== null && (
          <>
            <ScheduleSection workspace={workspace} facts={facts} show={schedule.show} />
            <TrySection workspace={workspace} facts={facts} />
            <ClosedSection />
          </>
        )}
        {alerts.facts !== null && (
          <>
            <RuleSection workspace={workspace} facts={alerts.facts} show={alerts.show} />
            <QuietSection workspace={workspace} facts={alerts.facts} show={alerts.show} />
            <SinkSection workspace={workspace} facts={alerts.facts} show={alerts.show} />
            <ToldSection workspace={workspace} facts={alerts.facts} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function Loading() {
  return (
    <Stack role="status" aria-label={scheduleWords.loading}>
      <Skeleton height={300} />
      <Skeleton height={160} />
    </Stack>
  );
}
