import { Badge, Button, Table, Text } from '@mantine/core';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import type { Subscription } from '../../../core/model/subscription.ts';
import { IconTrash } from '../../shell/icons.tsx';
import { liveSubscriptionWords as words } from '../../words/live-subscriptions.ts';
import classes from './live.module.css';
import { LiveTable } from './live-table.tsx';
import type { Subscriptions } from './use-subscriptions.ts';

interface SubscriptionTableProps {
  readonly list: readonly Subscription[];
  readonly work: Subscriptions;
}

/** Subscriptions as far as they are known, each with the way to delete it. */
export function SubscriptionTable({ list, work }: SubscriptionTableProps) {
  const { columns } = words;
  return (
    <LiveTable
      label={words.table}
      minWidth={720}
      heads={[
        columns.product,
        columns.id,
        columns.name,
        columns.address,
        columns.state,
        words.actions,
      ]}
    >
      {list.map((one) => (
        <SubscriptionRow key={`${one.product} ${one.id}`} one={one} work={work} />
      ))}
    </LiveTable>
  );
}

function SubscriptionRow({
  one,
  work,
}: {
  readonly one: Subscription;
  readonly work: Subscriptions;
}) {
  const { product, id, name, url, isActive, isOurs } = one;
  return (
    <Table.Tr>
      <Table.Td>{PRODUCT_WORDS[product]}</Table.Td>
      <Table.Td className={classes['figure'] ?? ''}>{id}</Table.Td>
      <Table.Td className={classes['long'] ?? ''}>
        {name ?? <NotTold />}
        {isOurs && (
          <div>
            <Badge variant="default" size="sm" tt="none">
              {words.ours}
            </Badge>
          </div>
        )}
      </Table.Td>
      <Table.Td className={classes['long'] ?? ''}>{url ?? <NotTold />}</Table.Td>
      <Table.Td>
        {isActive === null ? <NotTold /> : isActive ? words.active : words.inactive}
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconTrash />}
          aria-label={words.removeNamed(PRODUCT_WORDS[product], id)}
          disabled={work.isPreparing}
          onClick={() => work.prepare({ kind: 'delete', product, id })}
        >
          {words.remove}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function NotTold() {
  return (
    <Text span size="sm" c="dimmed">
      {words.notTold}
    </Text>
  );
}
