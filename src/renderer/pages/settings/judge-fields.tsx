import { Group, Radio, Switch } from '@mantine/core';
import { formatMoney } from '../../words/format.ts';
import { settingsWords } from '../../words/settings.ts';
import type { FieldsProps } from './field-props.ts';
import { NumberField } from './number-field.tsx';
import type { SettingsDraft } from './settings-draft.ts';
import { SettingsSection } from './settings-section.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { numberOf } from './typed-number.ts';

const words = settingsWords.judge;
const AUTHORITIES = ['raise', 'crm', 'none'] as const;

/** Tolerances, lag, zone, scope and who is right. */
export function JudgeFields({ draft, errors, change }: FieldsProps) {
  return (
    <SettingsSection title={words.title} text={words.text}>
      <NumberField
        label={words.amount}
        description={words.amountHint(inMoney(draft.amountToleranceMinor))}
        value={draft.amountToleranceMinor}
        onChange={(amountToleranceMinor) => change({ amountToleranceMinor })}
        error={errors.amountToleranceMinor}
        maxWidth={280}
      />
      <NumberField
        label={words.days}
        description={words.daysHint}
        value={draft.dateToleranceDays}
        onChange={(dateToleranceDays) => change({ dateToleranceDays })}
        error={errors.dateToleranceDays}
        maxWidth={280}
      />
      <NumberField
        label={words.lag}
        description={words.lagHint}
        value={draft.lagHours}
        onChange={(lagHours) => change({ lagHours })}
        error={errors.lagHours}
        maxWidth={280}
      />
      <TimeZoneField value={draft.timeZone} onChange={(timeZone) => change({ timeZone })} />
      <Switch
        label={words.test}
        description={words.testHint}
        checked={draft.includeTestMode}
        onChange={(event) => change({ includeTestMode: event.currentTarget.checked })}
      />
      <Radio.Group
        label={words.authority}
        description={words.authorityHint}
        value={draft.authority}
        onChange={(authority: SettingsDraft['authority']) => change({ authority })}
      >
        <Group gap="lg" mt="xs">
          {AUTHORITIES.map((authority) => (
            <Radio key={authority} value={authority} label={words.authorities[authority]} />
          ))}
        </Group>
      </Radio.Group>
    </SettingsSection>
  );
}

/** The same number of smallest units in three currencies: a yen has no smaller unit. */
function inMoney(typed: SettingsDraft['amountToleranceMinor']): string {
  const minor = numberOf(typed);
  if (!Number.isSafeInteger(minor)) return '–';
  return ['USD', 'EUR', 'JPY'].map((currency) => formatMoney(minor, currency)).join(', ');
}
