import { Button, Group, Text } from '@mantine/core';
import { connectWords } from '../../words/connect.ts';
import { Section } from '../audit/section.tsx';
import type { ConnectionWork } from './use-connection.ts';

/** The demo has nothing to type: its two products run inside Tieout. */
export function DemoConnection({ work }: { readonly work: ConnectionWork }) {
  return (
    <Section title={connectWords.formTitle} text={connectWords.demo}>
      <Group gap="sm">
        <Button loading={work.isTesting} onClick={work.test}>
          {work.report === null ? connectWords.testFirst : connectWords.test}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {work.isTesting ? connectWords.testing : ''}
        </Text>
      </Group>
    </Section>
  );
}
