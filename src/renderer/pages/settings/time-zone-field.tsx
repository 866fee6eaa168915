import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { settingsWords } from '../../words/settings.ts';

const words = settingsWords.judge;
const OWN = 'own';

interface TimeZoneFieldProps {
  /** Null is the organization's own. */
  readonly value: string | null;
  readonly onChange: (zone: string | null) => void;
}

/** Every zone the browser knows, found by any part of its name. */
export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const choices = useMemo(() => {
    const zones = Intl.supportedValuesOf('timeZone');
    const known = value === null || zones.includes(value) ? zones : [value, ...zones];
    return [
      { value: OWN, label: words.zoneOwn },
      ...known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    ];
  }, [value]);
  return (
    <Select
      label={words.zone}
      description={words.zoneHint}
      data={choices}
      value={value ?? OWN}
      onChange={(zone) => onChange(zone === OWN ? null : zone)}
      searchable
      allowDeselect={false}
      nothingFoundMessage={words.zoneNothing}
      maxDropdownHeight={260}
    />
  );
}
