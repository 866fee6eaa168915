import { Table } from '@mantine/core';
import type { AuditPlan, PlannedProduct } from '../../../core/model/plan.ts';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import { auditWords } from '../../words/audit.ts';
import { formatNumber, formatShare } from '../../words/format.ts';
import classes from './audit.module.css';
import { plannedRecords } from './planned-records.ts';
import { WideTable } from './wide-table.tsx';

const words = auditWords.plan;
const number = classes['number'] ?? '';

/** Calls, time and share of the quota, for each product. Where single ids are read, no list is counted. */
export function PlanCosts({ plan }: { readonly plan: AuditPlan }) {
  const { products, streams } = plan;
  const hasLists = streams.length > 0;
  const records = (prefix: string): string => {
    const count = plannedRecords(streams, prefix);
    return count === null ? words.unknown : formatNumber(count);
  };
  return (
    <WideTable minWidth={hasLists ? 440 : 360}>
      <Table verticalSpacing={6} aria-label={words.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.product}</Table.Th>
            {hasLists && <Table.Th className={number}>{words.records}</Table.Th>}
            <Table.Th className={number}>{words.calls}</Table.Th>
            <Table.Th className={number}>{words.time}</Table.Th>
            <Table.Th className={number}>{words.share}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {products.map((planned) => (
            <Table.Tr key={planned.product}>
              <Table.Th scope="row">{PRODUCT_WORDS[planned.product]}</Table.Th>
              {hasLists && <Table.Td className={number}>{records(`${planned.product}.`)}</Table.Td>}
              <Table.Td className={number}>{formatNumber(planned.listingCalls)}</Table.Td>
              <Table.Td className={number}>{words.minutes(planned.minutes)}</Table.Td>
              <Table.Td className={number}>{shareText(planned)}</Table.Td>
            </Table.Tr>
          ))}
          {products.length > 1 && (
            <Table.Tr>
              <Table.Th scope="row">{words.total}</Table.Th>
              {hasLists && <Table.Td className={number}>{records('')}</Table.Td>}
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
  );
}

function shareText({ quotaShare, hourlyQuota }: PlannedProduct): string {
  return quotaShare === null || hourlyQuota === null
    ? words.noShare
    : words.shareOf(formatShare(quotaShare), hourlyQuota);
}
