import { Text } from '@mantine/core';
import { liveStoredWords as words } from '../../words/live-stored.ts';
import { Section } from '../audit/section.tsx';
import { ImportForm } from './import-form.tsx';
import type { LiveChangeProps } from './live-props.ts';
import { NumberSetting } from './number-setting.tsx';

/** What is kept of deliveries and for how long, and those that were captured elsewhere. */
export function StoredSection(props: LiveChangeProps) {
  const { bodies } = props.view.status;
  return (
    <Section title={words.title} text={words.text}>
      <Text size="sm" data-bodies>
        {words.kept(bodies.kept, bodies.oldestUtc)}
      </Text>
      <NumberSetting
        {...props}
        name="keepBodyDays"
        label={words.days}
        wrong={words.daysWrong}
        least={1}
        most={3650}
      />
      <ImportForm {...props} />
    </Section>
  );
}
