import { Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './settings-section.module.css';

interface SettingsSectionProps {
  readonly title: string;
  readonly text: string;
  /** 3 where it stands under a heading of its own. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** What a group of settings is about, and its fields beside that. */
export function SettingsSection({ title, text, level = 2, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <div>
        <Title order={level} size="h5" id={id}>
          {title}
        </Title>
        <Text size="sm" c="dimmed" mt={4}>
          {text}
        </Text>
      </div>
      <div className={classes['fields']}>{children}</div>
    </section>
  );
}
