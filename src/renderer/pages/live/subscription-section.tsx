import { Button, Text } from '@mantine/core';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconRefresh } from '../../shell/icons.tsx';
import { liveSubscriptionWords as words } from '../../words/live-subscriptions.ts';
import { Section } from '../audit/section.tsx';
import { ConfirmRequest } from './confirm-request.tsx';
import { EventMeanings } from './event-meanings.tsx';
import type { LiveProps } from './live-props.ts';
import { SubscriptionForm } from './subscription-form.tsx';
import { SubscriptionTable } from './subscription-table.tsx';
import { useSubscriptions } from './use-subscriptions.ts';

/** What the products deliver and where to; each change is shown exactly and confirmed before it is sent. */
export function SubscriptionSection({ workspace, view }: LiveProps) {
  const work = useSubscriptions(workspace);
  const { list } = work;
  return (
    <Section
      title={words.title}
      text={words.text}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh />}
          loading={work.isReading}
          onClick={work.read}
        >
          {list === null ? words.read : words.readAgain}
        </Button>
      }
    >
      {work.readFailure !== null && <FailureNote failure={work.readFailure} />}
      <Text size="sm" role="status">
        {list === null ? words.notRead : list.length === 0 ? words.none : ''}
      </Text>
      {list !== null && list.length > 0 && <SubscriptionTable list={list} work={work} />}
      {list !== null && (
        <Text size="sm" c="dimmed">
          {words.crmNote}
        </Text>
      )}
      <SubscriptionForm view={view} work={work} />
      {work.prepareFailure !== null && <FailureNote failure={work.prepareFailure} />}
      <EventMeanings workspace={workspace} />
      <ConfirmRequest work={work} />
    </Section>
  );
}
