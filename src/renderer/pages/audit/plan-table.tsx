import { Alert, Button, Collapse, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { AuditPlan, PlannedProduct } from '../../../core/model/plan.ts';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import { auditWords } from '../../words/audit.ts';
import { formatNumber, formatShare } from '../../words/format.ts';
import classes from './audit.module.css';
import { WideTable } from './wide-table.tsx';

const words = auditWords.plan;
const number = classes['number'] ?? '';

interface PlanTableProps {
  readonly plan: AuditPlan;
  readonly isOutdated: boolean;
  /** The button that starts it. */
  readonly children: ReactNode;
}

/** What an audit will cost each product, before anything is read. */
export function PlanTable({ plan, isOutdated, children }: PlanTableProps) {
  const [areListsShown, setAreListsShown] = useState(false);
  const { streams, products, countCalls, sentences } = plan;
  return (
    <Stack gap="sm" mt="xs">
      <Title order={3} size="h6">
        {words.title}
      </Title>
      {isOutdated && (
        <Alert color="yellow" role="status">
          {words.outdated} {words.startOutdated}
        </Alert>
      )}
      <WideTable minWidth={440}>
        <Table verticalSpacing={6} aria-label={words.title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.product}</Table.Th>
              <Table.Th className={number}>{words.records}</Table.Th>
              <Table.Th className={number}>{words.calls}</Table.Th>
              <Table.Th className={number}>{words.time}</Table.Th>
              <Table.Th className={number}>{words.share}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {products.map((planned) => (
              <Table.Tr key={planned.product}>
                <Table.Th scope="row">{PRODUCT_WORDS[planned.product]}</Table.Th>
                <Table.Td className={number}>{recordsText(plan, `${planned.product}.`)}</Table.Td>
                <Table.Td className={number}>{formatNumber(planned.listingCalls)}</Table.Td>
                <Table.Td className={number}>{words.minutes(planned.minutes)}</Table.Td>
                <Table.Td className={number}>{shareText(planned)}</Table.Td>
              </Table.Tr>
            ))}
            {products.length > 1 && (
              <Table.Tr>
                <Table.Th scope="row">{words.total}</Table.Th>
                <Table.Td className={number}>{recordsText(plan, '')}</Table.Td>
                <Table.Td className={number}>
                  {formatNumber(products.reduce((sum, each) => sum + each.listingCalls, 0))}
                </Table.Td>
                <Table.Td className={number}>
                  {words.minutes(Math.max(...products.map((each) => each.minutes)))}
                </Table.Td>
                <Table.Td />
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Text size="sm" c="dimmed">
        {[
          ...(products.length > 1 ? [words.bothAtOnce] : []),
          ...sentences,
          words.counted(countCalls.raise + countCalls.crm),
        ].join(' ')}
      </Text>
      <Group gap="sm">
        {children}
        <Button
          variant="default"
          aria-expanded={areListsShown}
          onClick={() => setAreListsShown(!areListsShown)}
        >
          {areListsShown ? words.hideLists : words.lists}
        </Button>
      </Group>
      <Collapse expanded={areListsShown}>
        <Table verticalSpacing={4} maw={520} aria-label={words.lists}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.list}</Table.Th>
              <Table.Th className={number}>{words.records}</Table.Th>
              <Table.Th className={number}>{words.calls}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {streams.map(({ stream, records, calls }) => (
              <Table.Tr key={stream}>
                <Table.Td>{auditWords.stream(stream)}</Table.Td>
                <Table.Td className={number}>
                  {records === null ? words.unknown : formatNumber(records)}
                </Table.Td>
                <Table.Td className={number}>{formatNumber(calls)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </Stack>
  );
}

/** A sum only where every list told its length. */
function recordsText({ streams }: AuditPlan, prefix: string): string {
  const own = streams.filter(({ stream }) => stream.startsWith(prefix));
  if (own.some(({ records }) => records === null)) return words.unknown;
  return formatNumber(own.reduce((sum, { records }) => sum + (records ?? 0), 0));
}

function shareText({ quotaShare, hourlyQuota }: PlannedProduct): string {
  return quotaShare === null || hourlyQuota === null
    ? words.noShare
    : words.shareOf(formatShare(quotaShare), hourlyQuota);
}
