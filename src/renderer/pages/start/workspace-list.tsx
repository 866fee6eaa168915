import { Button, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { WorkspaceSummary } from '../../../contract/workspaces.ts';
import { useCommands } from '../../shell/commands-context.ts';
import { IconPlus, IconSearch, IconSparkles } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import { startWords } from '../../words/start.ts';
import { WorkspaceRow } from './workspace-row.tsx';

const words = startWords;
/** Fewer are seen at a glance. */
const MOST_WITHOUT_FILTER = 8;

/** Every customer with its last result. */
export function WorkspaceList({
  workspaces,
}: {
  readonly workspaces: readonly WorkspaceSummary[];
}) {
  const { newWorkspace, openDemo, isDemoOpening } = useCommands();
  const [filter, setFilter] = useState('');
  const shown = workspaces.filter(({ name }) =>
    name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase()),
  );
  return (
    <Page
      title={words.title}
      description={words.description(workspaces.length)}
      actions={
        <>
          {!workspaces.some(({ isDemo }) => isDemo) && (
            <Button
              variant="default"
              leftSection={<IconSparkles />}
              loading={isDemoOpening}
              onClick={openDemo}
            >
              {words.openDemo}
            </Button>
          )}
          <Button leftSection={<IconPlus />} onClick={newWorkspace}>
            {words.newWorkspace}
          </Button>
        </>
      }
    >
      {workspaces.length > MOST_WITHOUT_FILTER && (
        <TextInput
          aria-label={words.filter}
          placeholder={words.filter}
          leftSection={<IconSearch />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          maw={360}
        />
      )}
      <Table.ScrollContainer minWidth={520}>
        <Table highlightOnHover verticalSpacing="sm" aria-label={words.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.columns.name}</Table.Th>
              <Table.Th>{words.columns.status}</Table.Th>
              <Table.Th>{words.columns.lastRun}</Table.Th>
              <Table.Th ta="right">{words.columns.findings}</Table.Th>
              <Table.Th visibleFrom="sm">
                <VisuallyHidden>{words.columns.open}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((workspace) => (
              <WorkspaceRow key={workspace.name} workspace={workspace} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div role="status">
        {shown.length === 0 && <Text c="dimmed">{words.nothing(filter.trim())}</Text>}
      </div>
    </Page>
  );
}
