import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './live.module.css';

interface LiveTableProps {
  readonly label: string;
  readonly minWidth: number;
  readonly heads: readonly ReactNode[];
  readonly children: ReactNode;
}

/** A table of this page, which scrolls by itself where the page is narrower. */
export function LiveTable({ label, minWidth, heads, children }: LiveTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{
        type: 'auto',
        offsetScrollbars: 'x',
        // Who has no mouse scrolls with the arrow keys.
        viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label },
      }}
    >
      <Table aria-label={label} className={classes['table'] ?? ''} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head, at) => (
              <Table.Th key={at}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
