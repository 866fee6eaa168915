import { TextInput } from '@mantine/core';
import { settingsWords } from '../../words/settings.ts';
import type { FieldsProps } from './field-props.ts';
import { SettingsSection } from './settings-section.tsx';

const words = settingsWords.pages;
const FIELDS = [
  { member: 'donorPage', label: words.donor },
  { member: 'giftPage', label: words.gift },
  { member: 'schedulePage', label: words.recurring_gift },
] as const;

/** Where a Raise record's page is; the vendor publishes no address. */
export function PageAddressFields({ draft, errors, change }: FieldsProps) {
  return (
    <SettingsSection title={words.title} text={words.text}>
      {FIELDS.map(({ member, label }) => (
        <TextInput
          key={member}
          type="url"
          label={label}
          placeholder={words.placeholder}
          value={draft[member]}
          onChange={(event) => change({ [member]: event.currentTarget.value })}
          error={errors[member]}
          spellCheck={false}
        />
      ))}
    </SettingsSection>
  );
}
