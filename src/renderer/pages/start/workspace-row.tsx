import { Anchor, Badge, Button, Group, Table } from '@mantine/core';
import type { WorkspaceSummary } from '../../../contract/workspaces.ts';
import { landingPath } from '../../shell/routes.ts';
import { useRunStatuses } from '../../shell/running-audits.tsx';
import { StatusText } from '../../shell/status-text.tsx';
import { WorkspaceMark } from '../../shell/workspace-mark.tsx';
import { statusOf } from '../../shell/workspace-status.ts';
import { formatInstant, formatNumber } from '../../words/format.ts';
import { shellWords } from '../../words/shell.ts';
import { startWords } from '../../words/start.ts';

export function WorkspaceRow({ workspace }: { readonly workspace: WorkspaceSummary }) {
  const live = useRunStatuses().get(workspace.name);
  const { name, colour, isDemo, lastRun } = workspace;
  const href = `#${landingPath(workspace)}`;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <WorkspaceMark name={name} colour={colour} size="large" />
          <Anchor href={href} fw={600} c="var(--mantine-color-text)" underline="hover">
            {name}
          </Anchor>
          {isDemo && (
            <Badge size="sm" variant="default" flex="none">
              {shellWords.demo}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <StatusText status={statusOf(workspace, live)} />
      </Table.Td>
      <Table.Td>{lastRun === null ? startWords.never : formatInstant(lastRun.asOfUtc)}</Table.Td>
      <Table.Td ta="right">
        {lastRun?.findings == null ? startWords.never : formatNumber(lastRun.findings)}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        <Button
          component="a"
          href={href}
          size="xs"
          variant="default"
          aria-label={startWords.openNamed(name)}
        >
          {startWords.open}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
