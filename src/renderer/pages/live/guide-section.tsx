import { Text } from '@mantine/core';
import { GuideLink } from '../../shell/guide-link.tsx';
import { liveWords } from '../../words/live.ts';
import { Section } from '../audit/section.tsx';

const words = liveWords.guide;

/** Where the guide to one's own tunnel is. */
export function GuideSection() {
  return (
    <Section title={words.title}>
      <Text size="sm">
        {words.tunnel} <GuideLink chapter="webhooks" words={words.chapter} />
      </Text>
    </Section>
  );
}
