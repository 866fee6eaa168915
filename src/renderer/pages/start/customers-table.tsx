import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSelector } from '../../shell/icons.tsx';
import { startWords as words } from '../../words/start.ts';
import { CustomerLine } from './customer-line.tsx';
import type { CustomerRow } from './customer-row-facts.ts';
import { commonCurrency, nextSort, type CustomerSort, type SortKey } from './sort-customers.ts';
import classes from './customers.module.css';

interface CustomersTableProps {
  readonly rows: readonly CustomerRow[];
  readonly sort: CustomerSort;
  readonly onSort: (sort: CustomerSort) => void;
}

/** Columns with the sort that their heads ask for: status is in the order of attention. */
const COLUMNS = [
  ['name', 'name'],
  ['status', 'attention'],
  ['lastRun', 'lastRun'],
  ['open', 'open'],
  ['toActOn', 'toActOn'],
  ['atStake', 'atStake'],
  ['trend', 'trend'],
  ['next', 'next'],
] as const satisfies readonly (readonly [keyof typeof words.columns, SortKey])[];
const FIGURES: ReadonlySet<SortKey> = new Set(['open', 'toActOn', 'atStake']);

/**
 * Customers, as they are given. The roles stand where HTML has them already: in a narrow window the lines are no table to
 * the eye any more, and stay one to the ear.
 */
export function CustomersTable({ rows, sort, onSort }: CustomersTableProps) {
  const currency = commonCurrency(rows);
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={words.table}>
      <table role="table" className={classes['table']} aria-label={words.table}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map(([column, key]) => (
              <th
                key={column}
                role="columnheader"
                scope="col"
                data-figure={FIGURES.has(key) || undefined}
                aria-sort={
                  sort.key === key ? (sort.isDescending ? 'descending' : 'ascending') : 'none'
                }
              >
                <UnstyledButton
                  className={classes['head'] ?? ''}
                  title={key === 'atStake' ? words.sortedByCurrency(currency) : undefined}
                  onClick={() => onSort(nextSort(sort, key))}
                >
                  {words.columns[column]}
                  <SortSign sort={sort} of={key} />
                </UnstyledButton>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <CustomerLine key={row.workspace.name} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortSign({ sort, of }: { readonly sort: CustomerSort; readonly of: SortKey }) {
  if (sort.key !== of) return <IconSelector />;
  return sort.isDescending ? <IconChevronDown /> : <IconChevronUp />;
}
