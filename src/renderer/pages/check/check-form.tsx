import { Button, Group, Input, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { RECORD_TYPES, type Product, type RecordType } from '../../../core/model/record-type.ts';
import { IconSearch } from '../../shell/icons.tsx';
import { checkWords } from '../../words/check.ts';
import type { Checks } from './use-checks.ts';

interface CheckFormProps {
  readonly checks: Checks;
  readonly hasCrm: boolean;
  /** What the engine says against the id. */
  readonly fieldError: string | null;
}

const ID = /^\d{1,19}$/;

/** Which record. Enter asks. */
export function CheckForm({ checks, hasCrm, fieldError }: CheckFormProps) {
  const [recordType, setRecordType] = useState<RecordType>('gift');
  const [side, setSide] = useState<Product>('raise');
  const [id, setId] = useState('');
  const [isTried, setIsTried] = useState(false);
  const typed = id.trim();
  const isWrong = !ID.test(typed);
  const ask = (): void => {
    setIsTried(true);
    if (!isWrong) checks.run({ recordType, side, id: typed });
  };
  const ownError = isWrong && (isTried || /\D/.test(typed)) ? checkWords.notAnId : null;
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Group align="flex-start" gap="md">
        <Input.Wrapper label={checkWords.record} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={checkWords.record}
              value={recordType}
              data={RECORD_TYPES.map((type) => ({
                value: type,
                label: checkWords.recordType(type),
              }))}
              onChange={setRecordType}
            />
          </div>
        </Input.Wrapper>
        {hasCrm && (
          <Input.Wrapper label={checkWords.side} labelElement="div">
            <div>
              <SegmentedControl
                aria-label={checkWords.side}
                value={side}
                data={(['raise', 'crm'] as const).map((product) => ({
                  value: product,
                  label: checkWords.sideId(product),
                }))}
                onChange={setSide}
              />
            </div>
          </Input.Wrapper>
        )}
        <TextInput
          w={220}
          label={checkWords.id(recordType, side)}
          placeholder={checkWords.idPlaceholder}
          inputMode="numeric"
          autoFocus
          autoComplete="off"
          maxLength={40}
          value={id}
          error={ownError ?? fieldError}
          onChange={(event) => {
            setIsTried(false);
            setId(event.currentTarget.value);
          }}
        />
        <Group gap="xs" pt={25}>
          <Button type="submit" leftSection={<IconSearch />} loading={checks.isChecking}>
            {checkWords.check}
          </Button>
          {checks.isChecking && (
            <Button variant="default" onClick={checks.stop}>
              {checkWords.stop}
            </Button>
          )}
          <Text size="sm" c="dimmed" role="status">
            {checks.isChecking ? checkWords.checking : ''}
          </Text>
        </Group>
      </Group>
    </form>
  );
}
