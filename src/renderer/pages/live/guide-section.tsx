import { Code, Text } from '@mantine/core';
import { liveWords } from '../../words/live.ts';
import { Section } from '../audit/section.tsx';
import classes from './live.module.css';

const words = liveWords.guide;

/** Where the guide to one's own tunnel is. */
export function GuideSection() {
  return (
    <Section title={words.title}>
      <Text size="sm">
        {words.tunnel} <Code className={classes['address'] ?? ''}>{words.file}</Code>
      </Text>
    </Section>
  );
}
