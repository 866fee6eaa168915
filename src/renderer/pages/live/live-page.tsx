import { Skeleton, Stack } from '@mantine/core';
import { FailureNote } from '../../shell/failure-note.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { liveWords } from '../../words/live.ts';
import { GuideSection } from './guide-section.tsx';
import { LateSection } from './late-section.tsx';
import { ListeningSection } from './listening-section.tsx';
import { RowSection } from './row-section.tsx';
import { StoredSection } from './stored-section.tsx';
import { SubscriptionSection } from './subscription-section.tsx';
import { useLive } from './use-live.ts';

/** What both products' webhooks tell as it happens: listening, what is late, every record, subscriptions. */
export function LivePage({ workspace }: PageProps) {
  const { view, failure, retry, show } = useLive(workspace);
  return (
    <Page title={liveWords.title} description={liveWords.description}>
      {failure !== null && <FailureNote failure={failure} retry={retry} />}
      {view === null && failure === null && <Loading />}
      {view !== null && (
        <Stack gap="lg">
          <ListeningSection workspace={workspace} view={view} show={show} />
          <LateSection workspace={workspace} view={view} show={show} />
          <RowSection workspace={workspace} view={view} />
          <SubscriptionSection workspace={workspace} view={view} />
          <StoredSection workspace={workspace} view={view} show={show} />
          <GuideSection />
        </Stack>
      )}
    </Page>
  );
}

function Loading() {
  return (
    <Stack role="status" aria-label={liveWords.loading}>
      <Skeleton height={300} />
      <Skeleton height={160} />
    </Stack>
  );
}
