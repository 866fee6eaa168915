import { ActionIcon, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { StoredRunSummary } from '../../../contract/runs.ts';
import { failureOf } from '../../engine/failure.ts';
import { IconCheck, IconDots, IconFindings, IconInfo, IconRefresh } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { useRecheck } from '../../shell/use-recheck.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { useBusy } from './use-busy.ts';
import { useRerun } from './use-rerun.ts';

const words = auditRunWords.runs;

interface RunMenuProps {
  readonly workspace: string;
  readonly run: StoredRunSummary;
  /** Null when it is tried again. */
  readonly onFailure: (failure: FailureFacts | null) => void;
}

/** What can be done with one stored audit. */
export function RunMenu({ workspace, run, onFailure }: RunMenuProps) {
  const rerun = useRerun(workspace, run.runId);
  const recheck = useRecheck(workspace, run.runId);
  const busy = useBusy(workspace);
  const runAgain = (): void => {
    onFailure(null);
    rerun.mutate(undefined, {
      onSuccess: () => notifications.show({ message: words.rerunDone, color: 'teal' }),
      onError: (error) => onFailure(failureOf(error)),
    });
  };
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          loading={rerun.isPending || recheck.isPending}
          aria-label={words.more(run.startedUtc)}
        >
          <IconDots />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          leftSection={<IconFindings />}
          href={`#${pathTo(workspace, 'findings', `/${run.runId}`)}`}
        >
          {words.open}
        </Menu.Item>
        <Menu.Item
          component="a"
          leftSection={<IconInfo />}
          href={`#${pathTo(workspace, 'audit', `/${run.runId}`)}`}
        >
          {words.see}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCheck />}
          aria-disabled={busy !== null}
          onClick={() => {
            if (busy === null) recheck.mutate();
          }}
          {...(busy === null ? {} : { c: 'dimmed', closeMenuOnClick: false })}
        >
          {words.recheck}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRefresh />}
          aria-disabled={busy !== null}
          onClick={() => {
            if (busy === null) runAgain();
          }}
          {...(busy === null ? {} : { c: 'dimmed', closeMenuOnClick: false })}
        >
          {words.rerun}
          {busy !== null && (
            <Text size="xs" maw={260}>
              {auditRunWords.elsewhere.notNow(busy)}
            </Text>
          )}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
