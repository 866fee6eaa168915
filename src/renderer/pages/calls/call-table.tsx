import { Table } from '@mantine/core';
import { Fragment, memo } from 'react';
import type { LoggedCall } from '../../../contract/app.ts';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import { IconWarning } from '../../shell/icons.tsx';
import { callsWords } from '../../words/calls.ts';
import { formatBytes } from '../../words/format.ts';
import classes from './call-table.module.css';

const { columns } = callsWords;
const times = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 1,
});

/** Calls, as they are given. */
export function CallTable({ calls }: { readonly calls: readonly LoggedCall[] }) {
  return (
    <Table.ScrollContainer
      minWidth={760}
      scrollAreaProps={{
        // Who has no mouse scrolls with the arrow keys.
        viewportProps: { tabIndex: 0, role: 'region', 'aria-label': callsWords.table },
      }}
    >
      <Table
        aria-label={callsWords.table}
        verticalSpacing={4}
        highlightOnHover
        className={classes['table'] ?? ''}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.time}</Table.Th>
            <Table.Th>{columns.product}</Table.Th>
            <Table.Th>{columns.method}</Table.Th>
            <Table.Th>{columns.path}</Table.Th>
            <Table.Th>{columns.status}</Table.Th>
            <Table.Th ta="right">{columns.duration}</Table.Th>
            <Table.Th ta="right">{columns.attempt}</Table.Th>
            <Table.Th ta="right">{columns.bytes}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <CallRow key={call.seq} call={call} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Calls never change: hundreds of rows stay as they are while one is added. */
const CallRow = memo(function CallRow({ call }: { readonly call: LoggedCall }) {
  return (
    <Table.Tr>
      <Table.Td className={classes['figure'] ?? ''}>{times.format(call.startedAtMs)}</Table.Td>
      <Table.Td>{PRODUCT_WORDS[call.product]}</Table.Td>
      <Table.Td>{call.method}</Table.Td>
      <Table.Td className={classes['path'] ?? ''}>
        <Path path={call.path} />
      </Table.Td>
      <Table.Td>
        <Answer call={call} />
      </Table.Td>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>
        {callsWords.ms(call.durationMs)}
      </Table.Td>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>
        {call.attempt}
      </Table.Td>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>
        {formatBytes(call.bytes)}
      </Table.Td>
    </Table.Tr>
  );
});

/** Breaks between the parts of a path only. */
function Path({ path }: { readonly path: string }) {
  return path.split(/(?<=\/)|(?=[?&])/).map((part, at) => (
    <Fragment key={`${at} ${part}`}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function Answer({ call }: { readonly call: LoggedCall }) {
  const status = call.status ?? callsWords.noAnswer;
  if (call.failure === null) return call.status === 404 ? callsWords.absent : status;
  return (
    <span className={classes['failed']}>
      <IconWarning />
      {callsWords.failed(status, callsWords.failures[call.failure])}
    </span>
  );
}
