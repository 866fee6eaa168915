import { Checkbox, TagsInput } from '@mantine/core';
import { settingsWords } from '../../words/settings.ts';
import type { FieldsProps } from './field-props.ts';
import { SettingsSection } from './settings-section.tsx';

const words = settingsWords.links;

/** How CRM+ records refer to Raise, as a person confirmed it. */
export function LinkFields({ draft, errors, change }: FieldsProps) {
  return (
    <SettingsSection title={words.title} text={words.text}>
      <TagsInput
        label={words.sources}
        description={words.sourcesHint}
        placeholder={draft.linkSources.length === 0 ? words.none : undefined}
        value={[...draft.linkSources]}
        onChange={(linkSources) => change({ linkSources })}
        error={errors.linkSources}
        splitChars={[]}
      />
      <TagsInput
        label={words.prefixes}
        description={words.prefixesHint}
        placeholder={draft.linkPrefixes.length === 0 ? words.none : undefined}
        value={[...draft.linkPrefixes]}
        onChange={(linkPrefixes) => change({ linkPrefixes })}
        error={errors.linkPrefixes}
        splitChars={[]}
      />
      <Checkbox
        label={words.plain}
        checked={draft.isPlainId}
        onChange={(event) => change({ isPlainId: event.currentTarget.checked })}
      />
    </SettingsSection>
  );
}
