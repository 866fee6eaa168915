import { Center, Loader, Stack, Text, Title } from '@mantine/core';
import type { FailureFacts } from '../../contract/failure.ts';
import { shellWords } from '../words/shell.ts';
import { FailureNote } from './failure-note.tsx';
import { IconLock } from './icons.tsx';
import classes from './engine-states.module.css';

/** Before anything is known. */
export function Opening() {
  return (
    <Center mih="60vh" component="main">
      <Loader aria-label={shellWords.opening} role="status" />
    </Center>
  );
}

/** While a page's own part is on its way. */
export function LoadingPage() {
  return (
    <Center mih="40vh">
      <Loader aria-label={shellWords.loading} role="status" />
    </Center>
  );
}

/** The page stands alone: without a good code, or without an engine. */
export function NoEngine({ failure }: { readonly failure: FailureFacts | null }) {
  return (
    <main className={classes['frame']}>
      <Text fw={700} c="dimmed">
        {shellWords.product}
      </Text>
      <Stack gap="md">
        {failure === null ? (
          <>
            <span className={classes['sign']}>
              <IconLock />
            </span>
            <Title order={1} size="h2">
              {shellWords.noSessionTitle}
            </Title>
            <Text>{shellWords.noSession}</Text>
            <Text size="sm" c="dimmed">
              {shellWords.noSessionWhy}
            </Text>
          </>
        ) : (
          <>
            <Title order={1} size="h2">
              {shellWords.noEngineTitle}
            </Title>
            <FailureNote
              failure={failure}
              retry={() => window.location.reload()}
              hasGuide={false}
            />
          </>
        )}
      </Stack>
    </main>
  );
}
