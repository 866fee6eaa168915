import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** Why there is nothing, and what would bring something. */
  readonly text: string;
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where there is nothing to show yet. */
export function EmptyState({ title, text, icon, action }: EmptyStateProps) {
  return (
    <Stack className={classes['frame']} align="center" gap="xs" role="status">
      {icon !== undefined && <span className={classes['icon']}>{icon}</span>}
      <Title order={2} size="h4" ta="center">
        {title}
      </Title>
      <Text c="dimmed" size="sm" ta="center" maw={480}>
        {text}
      </Text>
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </Stack>
  );
}
