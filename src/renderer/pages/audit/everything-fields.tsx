import { Checkbox, Group, Input, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { RECORD_TYPES } from '../../../core/model/record-type.ts';
import { auditWords } from '../../words/audit.ts';
import classes from './audit.module.css';
import { PERIODS } from './period-days.ts';
import type { ScopeFieldsProps } from './scope-fields-props.ts';

const words = auditWords.scope;

interface EverythingFieldsProps extends ScopeFieldsProps {
  readonly zone: { readonly name: string; readonly isCustomers: boolean };
}

/** Kinds of records, a period, and what changed since. */
export function EverythingFields({ draft, read, isTried, onChange, zone }: EverythingFieldsProps) {
  const { errors, period } = read;
  return (
    <>
      <Checkbox.Group
        label={words.records}
        error={errors.records}
        value={[...draft.records]}
        onChange={(records) => onChange({ records })}
      >
        <Group gap="lg" mt={6} mb={4}>
          {RECORD_TYPES.map((type) => (
            <Checkbox key={type} value={type} label={words.record(type)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Input.Wrapper label={words.period} labelElement="div">
        <Stack gap={6} mt={4}>
          <SegmentedControl
            className={classes['periods'] ?? ''}
            aria-label={words.period}
            withItemsBorders={false}
            value={draft.period}
            data={PERIODS.map((value) => ({ value, label: words.periods[value] }))}
            onChange={(period) => onChange({ period })}
          />
          {draft.period === 'custom' && (
            <Group align="flex-start" gap="sm">
              <TextInput
                type="date"
                label={words.from}
                value={draft.from}
                error={draft.to === '' && draft.from === '' && !isTried ? null : errors.from}
                onChange={(event) => onChange({ from: event.currentTarget.value })}
              />
              <TextInput
                type="date"
                label={words.to}
                value={draft.to}
                error={errors.to}
                onChange={(event) => onChange({ to: event.currentTarget.value })}
              />
            </Group>
          )}
          <Text size="xs" c="dimmed">
            {draft.period === 'custom' && `${words.dayHint} `}
            {draft.period !== 'all' &&
              draft.period !== 'custom' &&
              `${auditWords.period(period.from, period.to)}. `}
            {draft.period !== 'all' &&
              `${words.zone(zone.name, zone.isCustomers)}. ${words.periodMeaning}`}
          </Text>
        </Stack>
      </Input.Wrapper>
      <TextInput
        type="date"
        maw={420}
        label={words.modified}
        description={words.modifiedHint}
        value={draft.modifiedFrom}
        error={errors.modifiedFrom}
        onChange={(event) => onChange({ modifiedFrom: event.currentTarget.value })}
      />
    </>
  );
}
