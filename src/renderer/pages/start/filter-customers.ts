import type { CustomerRow } from './customer-row-facts.ts';

/** Which customers are shown. */
export const CUSTOMER_FILTERS = ['all', 'attention', 'unscheduled', 'never'] as const;
export type CustomerFilter = (typeof CUSTOMER_FILTERS)[number];

/** Of these a part is shown by its name, and by how it stands. */
export function filterCustomers(
  rows: readonly CustomerRow[],
  filter: CustomerFilter,
  name: string,
): CustomerRow[] {
  const wanted = name.trim().toLocaleLowerCase();
  return rows.filter(
    (row) => FITS[filter](row) && row.workspace.name.toLocaleLowerCase().includes(wanted),
  );
}

const FITS: Readonly<Record<CustomerFilter, (row: CustomerRow) => boolean>> = {
  all: () => true,
  attention: ({ needsAttention }) => needsAttention,
  // Of one that can't be read it is not known.
  unscheduled: ({ schedule, overview }) => overview !== null && schedule === 'off',
  never: ({ status }) => status.kind === 'never',
};
