import { Button, Chip, Group, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { WorkspaceSummary } from '../../../contract/workspaces.ts';
import { failureOf } from '../../engine/failure.ts';
import { useCommands } from '../../shell/commands-context.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconPlus, IconSearch, IconSparkles } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import { useRunStatuses } from '../../shell/running-audits.tsx';
import { useStandings } from '../../shell/workspace-queries.ts';
import { startWords as words } from '../../words/start.ts';
import { customerRows } from './customer-row-facts.ts';
import { CustomersTable } from './customers-table.tsx';
import { CUSTOMER_FILTERS, filterCustomers, type CustomerFilter } from './filter-customers.ts';
import { FIRST_SORT, sortCustomers } from './sort-customers.ts';
import { SummaryButton } from './summary-button.tsx';
import classes from './customers.module.css';

/** Fewer are seen at a glance. */
const MOST_WITHOUT_FILTER = 8;

/** Every customer and how it stands, those first that somebody has to look at. */
export function WorkspaceList({
  workspaces,
}: {
  readonly workspaces: readonly WorkspaceSummary[];
}) {
  const { newWorkspace, openDemo, isDemoOpening } = useCommands();
  const { data: standings, error, refetch } = useStandings();
  const live = useRunStatuses();
  const [filter, setFilter] = useState<CustomerFilter>('all');
  const [name, setName] = useState('');
  const [sort, setSort] = useState(FIRST_SORT);
  const rows = useMemo(
    () => customerRows(workspaces, standings, live),
    [workspaces, standings, live],
  );
  const shown = useMemo(
    () => sortCustomers(filterCustomers(rows, filter, name), sort),
    [rows, filter, name, sort],
  );
  const hasDemo = workspaces.some(({ isDemo }) => isDemo);
  return (
    <Page
      title={words.title}
      description={words.description(
        workspaces.length,
        standings === undefined ? null : rows.filter(({ needsAttention }) => needsAttention).length,
      )}
      actions={
        <>
          {!hasDemo && (
            <Button
              variant="default"
              leftSection={<IconSparkles />}
              loading={isDemoOpening}
              onClick={openDemo}
            >
              {words.openDemo}
            </Button>
          )}
          {workspaces.some(({ isDemo }) => !isDemo) && <SummaryButton />}
          <Button leftSection={<IconPlus />} onClick={newWorkspace}>
            {words.newWorkspace}
          </Button>
        </>
      }
    >
      {error !== null && standings === undefined && (
        <FailureNote failure={failureOf(error)} retry={() => void refetch()} />
      )}
      {workspaces.length > MOST_WITHOUT_FILTER && (
        <div className={classes['tools']}>
          <TextInput
            aria-label={words.filter}
            placeholder={words.filter}
            leftSection={<IconSearch />}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            w={260}
          />
          <Chip.Group value={filter} onChange={(value) => setFilter(asFilter(value))}>
            <Group gap="xs" role="group" aria-label={words.show}>
              {CUSTOMER_FILTERS.map((each) => (
                <Chip key={each} value={each} size="sm" variant="outline">
                  {words.filters[each](filterCustomers(rows, each, '').length)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </div>
      )}
      <CustomersTable rows={shown} sort={sort} onSort={setSort} />
      <div role="status">
        {shown.length === 0 && <Text c="dimmed">{words.nothing(name.trim())}</Text>}
      </div>
    </Page>
  );
}

function asFilter(value: string): CustomerFilter {
  return CUSTOMER_FILTERS.find((each) => each === value) ?? 'all';
}
