import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  readonly minWidth: number;
  readonly children: ReactNode;
}

/** A table that may be wider than the page: then its scrollbar stays in sight, as a sign that there is more. */
export function WideTable({ minWidth, children }: WideTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{ type: 'auto', offsetScrollbars: 'x' }}
    >
      {children}
    </Table.ScrollContainer>
  );
}
