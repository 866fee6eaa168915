import { Table, Text } from '@mantine/core';
import type { Coverage } from '../../../core/model/report.ts';
import { auditWords } from '../../words/audit.ts';
import { auditResultWords } from '../../words/audit-result.ts';
import { formatNumber, formatSpan } from '../../words/format.ts';
import { tieOutWords } from '../../words/tie-out.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';
import { WideTable } from '../audit/wide-table.tsx';
import classes from './tie-out.module.css';

const words = tieOutWords.certificate;
const number = classes['number'] ?? '';
const columns = words.columns;

/** The coverage certificate: each list as it was read. */
export function Certificate({ coverage }: { readonly coverage: readonly Coverage[] }) {
  const streams = coverage.toSorted((a, b) => b.product.localeCompare(a.product));
  const complete = streams.filter((stream) => stream.complete).length;
  return (
    <Section title={words.title} text={words.text}>
      <Text size="sm" fw={600} component="div">
        <Mark tone={complete === streams.length ? 'good' : 'bad'}>
          {words.verdict(complete, streams.length)}
        </Mark>
      </Text>
      <WideTable minWidth={1080}>
        <Table
          className={classes['table'] ?? ''}
          verticalSpacing={6}
          horizontalSpacing={8}
          aria-label={words.table}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.stream}</Table.Th>
              <Table.Th>{columns.complete}</Table.Th>
              <Table.Th className={number}>{columns.advertised}</Table.Th>
              <Table.Th className={number}>{columns.read}</Table.Th>
              <Table.Th className={number}>{columns.unreadable}</Table.Th>
              <Table.Th>{columns.ids}</Table.Th>
              <Table.Th>{columns.times}</Table.Th>
              <Table.Th className={number}>{columns.pages}</Table.Th>
              <Table.Th>{columns.changed}</Table.Th>
              <Table.Th>{columns.note}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {streams.map((stream) => (
              <StreamRow key={`${stream.product}.${stream.stream}`} stream={stream} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Section>
  );
}

function StreamRow({ stream }: { readonly stream: Coverage }) {
  const { advertised, read, unreadable, complete, changed, pages, note } = stream;
  const { firstId, lastId, startedUtc, finishedUtc } = stream;
  const { notTold } = auditResultWords;
  return (
    <Table.Tr>
      <Table.Th scope="row">{auditWords.stream(`${stream.product}.${stream.stream}`)}</Table.Th>
      <Table.Td>
        <Mark tone={complete ? 'good' : 'bad'}>
          {complete ? auditResultWords.complete : auditResultWords.notComplete}
        </Mark>
      </Table.Td>
      <Table.Td className={number}>
        {advertised === null ? notTold : formatNumber(advertised)}
      </Table.Td>
      <Table.Td className={number}>{formatNumber(read)}</Table.Td>
      <Table.Td className={number}>{formatNumber(unreadable)}</Table.Td>
      <Table.Td className={`${classes['id']} ${classes['day']}`}>
        {firstId === null || lastId === null ? tieOutWords.nothing : words.ids(firstId, lastId)}
      </Table.Td>
      <Table.Td className={classes['day'] ?? ''}>
        {startedUtc === null || finishedUtc === null
          ? tieOutWords.nothing
          : formatSpan(startedUtc, finishedUtc)}
      </Table.Td>
      <Table.Td className={number}>{formatNumber(pages)}</Table.Td>
      <Table.Td>{changed ? words.yes : words.no}</Table.Td>
      <Table.Td>{note ?? ''}</Table.Td>
    </Table.Tr>
  );
}
