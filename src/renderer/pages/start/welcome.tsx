import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useCommands } from '../../shell/commands-context.ts';
import { IconCheckCircle, IconLock, IconSearch, IconSparkles } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import { WorkspaceForm } from '../../shell/workspace-form.tsx';
import { startWords } from '../../words/start.ts';
import classes from './welcome.module.css';

const { facts } = startWords;
const FACTS = [
  { Icon: IconSearch, title: facts.readOnly, text: facts.readOnlyText },
  { Icon: IconLock, title: facts.local, text: facts.localText },
  { Icon: IconCheckCircle, title: facts.honest, text: facts.honestText },
];

/** The first start: what Tieout does, a first customer, or the demo. */
export function Welcome() {
  const { openDemo, isDemoOpening } = useCommands();
  return (
    <div className={classes['frame']}>
      <Page title={startWords.welcomeTitle} description={startWords.welcome}>
        <div className={classes['ways']}>
          <Paper withBorder p="lg">
            <Title order={2} size="h4" mb="md">
              {startWords.beginTitle}
            </Title>
            <WorkspaceForm />
          </Paper>
          <Stack gap="lg">
            <Paper withBorder p="lg">
              <Stack gap="md" align="flex-start">
                <Title order={2} size="h4">
                  {startWords.demoTitle}
                </Title>
                <Text size="sm">{startWords.demo}</Text>
                <Button
                  variant="default"
                  leftSection={<IconSparkles />}
                  loading={isDemoOpening}
                  onClick={openDemo}
                >
                  {startWords.openDemo}
                </Button>
              </Stack>
            </Paper>
            <ul className={classes['facts']}>
              {FACTS.map(({ Icon, title, text }) => (
                <li key={title} className={classes['fact']}>
                  <Icon />
                  <div>
                    <Text size="sm" fw={600}>
                      {title}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {text}
                    </Text>
                  </div>
                </li>
              ))}
            </ul>
          </Stack>
        </div>
      </Page>
    </div>
  );
}
