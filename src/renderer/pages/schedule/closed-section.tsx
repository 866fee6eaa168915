import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useAppInfo } from '../../engine/engine-context.tsx';
import { GuideLink } from '../../shell/guide-link.tsx';
import { IconCopy, IconTick } from '../../shell/icons.tsx';
import { scheduleWords } from '../../words/schedule.ts';
import { shellWords } from '../../words/shell.ts';
import { Section } from '../audit/section.tsx';
import classes from '../live/live.module.css';
import { installCommand } from './install-command.ts';

const words = scheduleWords.closed;

/** What becomes of a schedule while nothing of Tieout is open. */
export function ClosedSection() {
  const { dataFolder } = useAppInfo();
  const command = installCommand(dataFolder);
  return (
    <Section title={words.title} text={words.text}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Code className={classes['address'] ?? ''} data-command>
          {command}
        </Code>
        <CopyButton value={command} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={copied ? <IconTick /> : <IconCopy />}
              onClick={copy}
              className={classes['copy'] ?? ''}
            >
              {copied ? shellWords.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm">
        {words.guide}{' '}
        <GuideLink chapter="daily" section="let-it-run-by-itself" words={words.chapter} />
      </Text>
      <Text size="sm">{words.other}</Text>
    </Section>
  );
}
