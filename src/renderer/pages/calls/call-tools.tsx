import { Button, Group, SegmentedControl, Switch, Text } from '@mantine/core';
import { IconPause, IconPlay } from '../../shell/icons.tsx';
import { callsWords } from '../../words/calls.ts';
import type { CallFilter } from './call-filter.ts';

const PRODUCTS = ['all', 'raise', 'crm'] as const;

interface CallToolsProps {
  readonly filter: CallFilter;
  readonly change: (filter: CallFilter) => void;
  /** How many calls were made since the list was held; null if it goes on. */
  readonly newer: number | null;
  readonly toggleHold: () => void;
}

/** Which calls are shown, and whether the list goes on. */
export function CallTools({ filter, change, newer, toggleHold }: CallToolsProps) {
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="lg">
        <SegmentedControl
          aria-label={callsWords.productFilter}
          data={PRODUCTS.map((value) => ({ value, label: callsWords.products[value] }))}
          value={filter.product}
          onChange={(product) => change({ ...filter, product })}
        />
        <Switch
          label={callsWords.failedOnly}
          checked={filter.isFailedOnly}
          onChange={(event) => change({ ...filter, isFailedOnly: event.currentTarget.checked })}
        />
      </Group>
      <Group gap="sm">
        {newer !== null && (
          <Text size="sm" c="dimmed">
            {callsWords.held(newer)}
          </Text>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={newer === null ? <IconPause /> : <IconPlay />}
          onClick={toggleHold}
        >
          {newer === null ? callsWords.hold : callsWords.goOn}
        </Button>
      </Group>
    </Group>
  );
}
