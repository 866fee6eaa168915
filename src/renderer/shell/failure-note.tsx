import { Alert, Button, CopyButton, Group, Text } from '@mantine/core';
import type { FailureFacts } from '../../contract/failure.ts';
import { helpWords } from '../words/help.ts';
import { shellWords } from '../words/shell.ts';
import { useEngineLost } from './engine-lost.ts';
import { GuideLink, guideSection } from './guide-link.tsx';
import classes from './failure-note.module.css';
import { IconCopy, IconRefresh, IconTick, IconWarning } from './icons.tsx';

interface FailureNoteProps {
  readonly failure: FailureFacts;
  /** What "Try again" does; without it there is no such button. */
  readonly retry?: (() => void) | undefined;
  /** False where no page can be gone to. */
  readonly hasGuide?: boolean;
}

/** What went wrong, in one sentence, and what can be done about it. */
export function FailureNote({ failure, retry, hasGuide = true }: FailureNoteProps) {
  const isLost = useEngineLost();
  // Whatever asks fails then, and the banner has said why; what the engine itself has answered still holds.
  if (isLost && failure.kind === 'defect') {
    return (
      <Text size="sm" role="status" className={classes['quiet'] ?? ''}>
        {shellWords.lostHere}
      </Text>
    );
  }
  // Nothing is wrong then: somebody else is faster.
  const isInUse = failure.kind === 'in_use';
  return (
    <Alert
      role="alert"
      color={isInUse ? 'yellow' : 'red'}
      icon={<IconWarning />}
      title={isInUse ? shellWords.inUseTitle : shellWords.failureTitles[failure.failureClass]}
    >
      <Text size="sm">{failure.sentence}</Text>
      <Group gap="xs" mt="sm">
        {retry !== undefined && (
          <Button size="xs" variant="default" leftSection={<IconRefresh />} onClick={retry}>
            {shellWords.tryAgain}
          </Button>
        )}
        <CopyDetails failure={failure} />
        {hasGuide && (
          <GuideLink
            chapter="troubleshooting"
            section={guideSection(failure.kind)}
            words={helpWords.whatToDo}
          />
        )}
      </Group>
    </Alert>
  );
}

/** Puts what a person reporting the failure needs on the clipboard; nothing secret is in it. */
export function CopyDetails({ failure }: { readonly failure: FailureFacts }) {
  return (
    <CopyButton value={failure.details} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={copied ? <IconTick /> : <IconCopy />}
          onClick={copy}
        >
          {copied ? shellWords.copied : shellWords.copyDetails}
        </Button>
      )}
    </CopyButton>
  );
}
