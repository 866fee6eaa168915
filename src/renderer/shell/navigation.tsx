import { Badge, CloseButton, Skeleton, Text, UnstyledButton } from '@mantine/core';
import type { WorkspaceDetails } from '../../contract/workspaces.ts';
import { useAppInfo } from '../engine/engine-context.tsx';
import { formatNumber } from '../words/format.ts';
import { shellWords } from '../words/shell.ts';
import { PAGE_ICONS } from './named-icons.ts';
import { PAGES, pathTo, type PageName } from './routes.ts';
import { useRunStatuses } from './running-audits.tsx';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';
import { goingKind, statusOf, type StatusKind } from './workspace-status.ts';
import classes from './navigation.module.css';

interface NavigationProps {
  readonly name: string;
  /** Null while it is loaded. */
  readonly workspace: WorkspaceDetails | null;
  readonly page: PageName;
  /** Whether it lies over the page, which waits until it is closed. */
  readonly isOver: boolean;
  /** Whether it was opened; it lies beside the page where there is room, opened or not. */
  readonly isOpen: boolean;
  readonly isHidden: boolean;
  readonly close: () => void;
}

/** The pages of one workspace, under the customer whose pages they are. */
export function Navigation(props: NavigationProps) {
  const { name, workspace, page, isOver, isOpen, isHidden, close } = props;
  const { version } = useAppInfo();
  return (
    <nav
      className={classes['frame']}
      data-open={isOpen || undefined}
      aria-label={shellWords.navigation}
      inert={isHidden}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOver) close();
      }}
    >
      <div className={classes['head']}>
        {workspace === null ? <Skeleton h={52} /> : <WorkspaceSwitcher workspace={workspace} />}
        {isOver && (
          <CloseButton aria-label={shellWords.closeNavigation} onClick={close} autoFocus />
        )}
      </div>
      <ul className={classes['pages']}>
        {PAGES.map((entry) => {
          const Icon = PAGE_ICONS[entry];
          return (
            <li key={entry}>
              <UnstyledButton
                component="a"
                href={`#${pathTo(name, entry)}`}
                aria-current={entry === page ? 'page' : undefined}
                onClick={close}
                className={classes['link'] ?? ''}
              >
                <Icon />
                <span className={classes['label']}>
                  <span>{shellWords.pages[entry]}</span>
                </span>
                <Beside page={entry} name={name} workspace={workspace} />
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      <OthersRunning name={name} />
      <Text size="xs" c="dimmed" px="xs">
        {shellWords.version(version)}
      </Text>
    </nav>
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

const BADGES: Readonly<Partial<Record<StatusKind, string>>> = shellWords.runBadge;

type BesideProps = Pick<NavigationProps, 'name' | 'workspace' | 'page'>;

/** What is to be known about a page before it is opened. */
function Beside({ page, name, workspace }: BesideProps) {
  const run = useRunStatuses().get(name);
  if (page === 'audit') {
    const { kind } = statusOf(workspace ?? { lastRun: null }, run);
    const words = BADGES[kind];
    return words !== undefined && <Badge size="sm">{words}</Badge>;
  }
  const actionable = workspace?.lastRun?.actionable ?? 0;
  if (page !== 'findings' || actionable === 0) return null;
  return (
    <Badge size="sm" variant="default" aria-label={shellWords.status.toAct(actionable)}>
      {formatNumber(actionable)}
    </Badge>
  );
}
