import { Alert, Radio, Stack } from '@mantine/core';
import { IconWarning } from '../../shell/icons.tsx';
import { settingsWords } from '../../words/settings.ts';
import type { FieldsProps } from './field-props.ts';
import { NumberField } from './number-field.tsx';
import classes from './pace-fields.module.css';
import type { SettingsDraft } from './settings-draft.ts';
import { SettingsSection } from './settings-section.tsx';
import { numberOf } from './typed-number.ts';

const words = settingsWords.pace;
const PRESETS = ['polite', 'normal', 'fast'] as const;

/** How hard the customer's systems are asked. */
export function PaceFields({ draft, errors, change }: FieldsProps) {
  const isRaiseFast =
    draft.raiseRps.trim() === '' ? draft.pace === 'fast' : numberOf(draft.raiseRps) > 1;
  return (
    <SettingsSection title={words.title} text={words.text}>
      <Radio.Group
        label={words.preset}
        value={draft.pace}
        onChange={(pace: SettingsDraft['pace']) => change({ pace })}
      >
        <Stack gap="sm" mt="xs">
          {PRESETS.map((preset) => (
            <Radio
              key={preset}
              value={preset}
              label={words.presets[preset].name}
              description={words.presets[preset].text}
            />
          ))}
        </Stack>
      </Radio.Group>
      <div>
        <div className={classes['rates']}>
          <NumberField
            label={words.raise}
            description={words.rateHint}
            placeholder={words.ratePlaceholder}
            value={draft.raiseRps}
            onChange={(raiseRps) => change({ raiseRps })}
            error={errors.raiseRps}
            step={0.5}
          />
          <NumberField
            label={words.crm}
            description={words.rateHint}
            placeholder={words.ratePlaceholder}
            value={draft.crmRps}
            onChange={(crmRps) => change({ crmRps })}
            error={errors.crmRps}
            step={0.5}
          />
        </div>
        <div role="status">
          {isRaiseFast && (
            <Alert color="yellow" icon={<IconWarning />} mt="md">
              {words.raiseWarning}
            </Alert>
          )}
        </div>
      </div>
    </SettingsSection>
  );
}
