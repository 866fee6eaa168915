import { Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { DonorYear, RunAnalysis } from '../../../core/model/run-analysis.ts';
import { formatMoney } from '../../words/format.ts';
import { tieOutWords } from '../../words/tie-out.ts';
import { Section } from '../audit/section.tsx';
import { CopyableId } from '../findings/detail/copyable-id.tsx';
import { WideTable } from '../audit/wide-table.tsx';
import { differenceOf } from './lines.ts';
import { Paging } from './paging.tsx';
import classes from './tie-out.module.css';

const words = tieOutWords.donors;
const number = classes['number'] ?? '';
const ROWS_A_PAGE = 50;

/** What the differences mean for donors' calendar years. */
export function DonorYears({ analysis }: { readonly analysis: RunAnalysis | null }) {
  const [page, setPage] = useState(0);
  const effect = analysis?.donorYears ?? null;
  if (effect === null)
    return (
      <Section title={tieOutWords.views.donors}>
        <Text size="sm">{analysis === null ? words.older : words.notMade}</Text>
      </Section>
    );
  const { rows, total, compared } = effect;
  const pages = Math.ceil(rows.length / ROWS_A_PAGE);
  return (
    <Section title={tieOutWords.views.donors} text={words.text}>
      <Text size="sm">
        {total === 0 ? words.none(compared) : words.summary(total, compared)}{' '}
        {total > rows.length && words.more(rows.length, total)} {total > 0 && words.exportHint}
      </Text>
      {rows.length > 0 && (
        <WideTable minWidth={640}>
          <Table verticalSpacing={5} aria-label={words.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.columns.donor}</Table.Th>
                <Table.Th>{words.columns.contact}</Table.Th>
                <Table.Th className={number}>{words.columns.year}</Table.Th>
                <Table.Th className={number}>{words.columns.raise}</Table.Th>
                <Table.Th className={number}>{words.columns.crm}</Table.Th>
                <Table.Th className={number}>{words.columns.difference}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE).map((row) => (
                <DonorRow key={rowKey(row)} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      <Paging
        label={words.table}
        at={page}
        pages={pages}
        words={tieOutWords.shownLines(
          page * ROWS_A_PAGE + 1,
          Math.min(rows.length, (page + 1) * ROWS_A_PAGE),
          rows.length,
        )}
        onGo={setPage}
      />
    </Section>
  );
}

function DonorRow({ row }: { readonly row: DonorYear }) {
  const { donorId, contactId, year, currency, raise, crm } = row;
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency);
  return (
    <Table.Tr>
      <Table.Td>
        {donorId === null ? words.noRecord : <CopyableId product="raise" id={donorId} />}
      </Table.Td>
      <Table.Td>
        {contactId === null ? words.noRecord : <CopyableId product="crm" id={contactId} />}
      </Table.Td>
      <Table.Td className={number}>{year}</Table.Td>
      {[raise, crm].map(({ count, amountMinor }, side) => (
        <Table.Td key={String(side)} className={number}>
          <span className={classes['figures']}>
            {money(amountMinor)}
            <span className={classes['money']}>{words.gifts(count)}</span>
          </span>
        </Table.Td>
      ))}
      <Table.Td className={number}>{money(differenceOf(row).amountMinor)}</Table.Td>
    </Table.Tr>
  );
}

function rowKey({ donorId, contactId, year, currency }: DonorYear): string {
  return `${donorId} ${contactId} ${year} ${currency}`;
}
