import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { shellWords } from '../words/shell.ts';
import { useWorkspaceName } from './workspace-name.ts';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Text and forms keep a readable width; tables take what there is. */
  readonly width?: 'reading' | 'full';
}

/** A page's frame: its one h1, what it is for, its buttons, and the window's title. */
export function Page({ title, description, actions, children, width = 'full' }: PageProps) {
  const workspace = useWorkspaceName();
  useEffect(() => {
    document.title = shellWords.documentTitle(title, workspace);
  }, [title, workspace]);
  return (
    <Stack gap="lg" className={width === 'reading' ? classes['reading'] : classes['full']}>
      <Group justify="space-between" align="flex-start" gap="sm" component="header">
        <div className={classes['heading']}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {description !== undefined && (
            <Text c="dimmed" size="sm" component="div">
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
