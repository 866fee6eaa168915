import { AppShell, Badge, CloseButton, NavLink, Skeleton, Text } from '@mantine/core';
import type { WorkspaceDetails } from '../../contract/workspaces.ts';
import { useAppInfo } from '../engine/engine-context.tsx';
import { formatNumber } from '../words/format.ts';
import { shellWords } from '../words/shell.ts';
import { PAGE_ICONS } from './named-icons.ts';
import { PAGES, pathTo, type PageName } from './routes.ts';
import { useRunStatuses } from './running-audits.tsx';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';
import { goingKind } from './workspace-status.ts';
import classes from './navigation.module.css';

interface NavigationProps {
  readonly name: string;
  /** Null while it is loaded. */
  readonly workspace: WorkspaceDetails | null;
  readonly page: PageName;
  /** Whether it lies over the page, which waits until it is closed. */
  readonly isOver: boolean;
  readonly isHidden: boolean;
  readonly close: () => void;
}

/** The pages of one workspace, under the customer whose pages they are. */
export function Navigation({ name, workspace, page, isOver, isHidden, close }: NavigationProps) {
  const { version } = useAppInfo();
  return (
    <AppShell.Navbar
      className={classes['frame'] ?? ''}
      aria-label={shellWords.navigation}
      inert={isHidden}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOver) close();
      }}
    >
      <AppShell.Section className={classes['head'] ?? ''}>
        {workspace === null ? <Skeleton h={52} /> : <WorkspaceSwitcher workspace={workspace} />}
        {isOver && (
          <CloseButton aria-label={shellWords.closeNavigation} onClick={close} autoFocus />
        )}
      </AppShell.Section>
      <AppShell.Section grow component="ul" className={classes['pages'] ?? ''}>
        {PAGES.map((entry) => {
          const Icon = PAGE_ICONS[entry];
          return (
            <li key={entry}>
              <NavLink
                href={`#${pathTo(name, entry)}`}
                label={shellWords.pages[entry]}
                leftSection={<Icon />}
                rightSection={<Beside page={entry} name={name} workspace={workspace} />}
                active={entry === page}
                aria-current={entry === page ? 'page' : undefined}
                onClick={close}
                className={classes['link'] ?? ''}
              />
            </li>
          );
        })}
      </AppShell.Section>
      <OthersRunning name={name} />
      <Text size="xs" c="dimmed" px="xs">
        {shellWords.version(version)}
      </Text>
    </AppShell.Navbar>
  );
}

/** That something goes on elsewhere, without naming whose it is. */
function OthersRunning({ name }: Pick<NavigationProps, 'name'>) {
  const count = [...useRunStatuses().values()].filter(
    (run) => run.workspace !== name && goingKind(run) !== null,
  ).length;
  return (
    <Text size="xs" px="xs" mb="xs" role="status">
      {count > 0 && shellWords.othersRunning(count)}
    </Text>
  );
}

type BesideProps = Pick<NavigationProps, 'name' | 'workspace' | 'page'>;

/** What is to be known about a page before it is opened. */
function Beside({ page, name, workspace }: BesideProps) {
  const run = useRunStatuses().get(name);
  if (page === 'audit') {
    const going = run === undefined ? null : goingKind(run);
    return going !== null && <Badge size="sm">{shellWords.runBadge[going]}</Badge>;
  }
  const actionable = workspace?.lastRun?.actionable ?? 0;
  if (page !== 'findings' || actionable === 0) return null;
  return (
    <Badge size="sm" variant="default" aria-label={shellWords.status.toAct(actionable)}>
      {formatNumber(actionable)}
    </Badge>
  );
}
