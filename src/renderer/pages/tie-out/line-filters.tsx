import { SegmentedControl, Select, Switch } from '@mantine/core';
import { RECORD_TYPES, RECORD_WORDS } from '../../../core/model/record-type.ts';
import { auditResultWords } from '../../words/audit-result.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import type { TieOutPlace } from './address.ts';
import type { TieOutLine } from './lines.ts';
import classes from './tie-out.module.css';

interface LineFiltersProps {
  readonly lines: readonly TieOutLine[];
  readonly place: TieOutPlace;
  readonly onShow: (change: Partial<TieOutPlace>) => void;
}

const ALL = 'all';

/** Which lines are shown; a choice that would leave nothing to choose from isn't offered. */
export function LineFilters({ lines, place, onShow }: LineFiltersProps) {
  const types = RECORD_TYPES.filter((type) => lines.some((line) => line.recordType === type));
  const currencies = [
    ...new Set(lines.flatMap(({ currency }) => (currency === null ? [] : [currency]))),
  ].toSorted();
  return (
    <div className={classes['filters']}>
      {types.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={words.records}
          data={[
            { value: ALL, label: words.allRecords },
            ...types.map((type) => ({
              value: type,
              label: auditResultWords.type(RECORD_WORDS[type].many),
            })),
          ]}
          value={place.recordType ?? ALL}
          onChange={(value) =>
            onShow({ recordType: RECORD_TYPES.find((type) => type === value) ?? null })
          }
        />
      )}
      {currencies.length > 1 && (
        <Select
          size="xs"
          w={150}
          aria-label={words.currency}
          data={[
            { value: ALL, label: words.allCurrencies },
            ...currencies.map((currency) => ({ value: currency, label: currency })),
          ]}
          value={place.currency ?? ALL}
          allowDeselect={false}
          onChange={(value) => onShow({ currency: value === ALL ? null : value })}
        />
      )}
      <Switch
        size="sm"
        label={words.openOnly}
        checked={place.isOpenOnly}
        onChange={(event) => onShow({ isOpenOnly: event.currentTarget.checked })}
      />
    </div>
  );
}
