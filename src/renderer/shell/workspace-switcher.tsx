import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { WorkspaceDetails, WorkspaceSummary } from '../../contract/workspaces.ts';
import { shellWords } from '../words/shell.ts';
import { useCommands } from './commands-context.ts';
import { navigate } from './guarded-location.ts';
import { IconHome, IconPlus, IconSelector, IconSparkles } from './icons.tsx';
import { landingPath } from './routes.ts';
import { useRunStatuses } from './running-audits.tsx';
import { StatusText } from './status-text.tsx';
import { WorkspaceMark } from './workspace-mark.tsx';
import { useWorkspaces } from './workspace-queries.ts';
import { statusOf } from './workspace-status.ts';
import classes from './workspace-switcher.module.css';

const words = shellWords.switcher;
/** More are found faster by name, in the palette or on the start page. */
const MOST_OTHERS = 7;

/** Whose data this is, how it stands, and the way to another customer. */
export function WorkspaceSwitcher({ workspace }: { readonly workspace: WorkspaceDetails }) {
  const { data: all = [] } = useWorkspaces();
  const commands = useCommands();
  const others = all.filter(({ name }) => name !== workspace.name);
  return (
    <Menu width={300} position="bottom-start" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes['target'] ?? ''}>
          <Labelled workspace={workspace} />
          <span className={classes['selector']}>
            <VisuallyHidden>{words.label}</VisuallyHidden>
            <IconSelector />
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && <Menu.Label>{words.others}</Menu.Label>}
        {others.slice(0, MOST_OTHERS).map((other) => (
          <Menu.Item key={other.name} onClick={() => navigate(landingPath(other))}>
            <span className={classes['item']}>
              <Labelled workspace={other} />
            </span>
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        <Menu.Item leftSection={<IconPlus />} onClick={commands.newWorkspace}>
          {words.create}
        </Menu.Item>
        {!all.some(({ isDemo }) => isDemo) && (
          <Menu.Item leftSection={<IconSparkles />} onClick={commands.openDemo}>
            {words.demo}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconHome />} onClick={() => navigate('/')}>
          {all.length > MOST_OTHERS ? words.allOf(all.length) : words.all}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Labelled({ workspace }: { readonly workspace: WorkspaceSummary }) {
  const statuses = useRunStatuses();
  return (
    <>
      <WorkspaceMark name={workspace.name} colour={workspace.colour} size="large" />
      <span className={classes['words']}>
        <Text size="sm" fw={600} lineClamp={2} component="span">
          {workspace.name}
        </Text>
        <StatusText status={statusOf(workspace, statuses.get(workspace.name))} />
      </span>
    </>
  );
}
