import { Text, Title } from '@mantine/core';
import { LoadingPage } from '../../shell/engine-states.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { useWorkspaceDetails } from '../../shell/workspace-queries.ts';
import { settingsWords } from '../../words/settings.ts';
import { AboutSection } from './about-section.tsx';
import { DataSection } from './data-section.tsx';
import { KeyStoreSection } from './key-store-section.tsx';
import { PersonSection } from './person-section.tsx';
import { SettingsForm } from './settings-form.tsx';

const words = settingsWords;

/** What is decided for one customer, then what holds for the whole application. */
export function SettingsPage({ workspace }: PageProps) {
  const { data, error, refetch } = useWorkspaceDetails(workspace);
  return (
    <Page title={words.title} description={words.description}>
      {data === undefined && error === null && <LoadingPage />}
      {data === undefined && error !== null && (
        <FailureNote failure={failureOf(error)} retry={() => void refetch()} />
      )}
      {data !== undefined && (
        <div>
          <SettingsForm details={data} />
          <DataSection details={data} />
          <Title order={2} size="h3" mt="xl">
            {words.hereTitle}
          </Title>
          <Text size="sm" c="dimmed" mb="lg">
            {words.hereText}
          </Text>
          <PersonSection />
          <KeyStoreSection />
          <AboutSection />
        </div>
      )}
    </Page>
  );
}
