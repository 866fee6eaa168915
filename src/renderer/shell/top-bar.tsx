import { ActionIcon, Badge, Burger, Group, Kbd, Text, UnstyledButton } from '@mantine/core';
import type { WorkspaceDetails } from '../../contract/workspaces.ts';
import { helpWords } from '../words/help.ts';
import { paletteWords } from '../words/palette.ts';
import { shellWords } from '../words/shell.ts';
import { useCommands } from './commands-context.ts';
import { IconHelp, IconKeyboard, IconSearch } from './icons.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { WorkspaceMark } from './workspace-mark.tsx';
import classes from './top-bar.module.css';

/** Of Mantine's scroll lock: what is fixed stays in its place when the scrollbar goes. */
const BESIDE_SCROLLBAR = 'right-scroll-bar-position';
const isMac = navigator.userAgent.includes('Mac');

interface TopBarProps {
  /** Null on the start page, and while it is loaded. */
  readonly workspace: WorkspaceDetails | null;
  /** Opens the navigation where there is no room beside the page; null where there is none. */
  readonly openNavigation: (() => void) | null;
  /** Whether something lies over the page. */
  readonly isInert: boolean;
}

/** Whose data is on the screen, and what can be done from everywhere. */
export function TopBar({ workspace, openNavigation, isInert }: TopBarProps) {
  const commands = useCommands();
  return (
    <header className={`${classes['frame']} ${BESIDE_SCROLLBAR}`} inert={isInert}>
      <Group gap="sm" wrap="nowrap" className={classes['whose'] ?? ''}>
        {openNavigation !== null && (
          <Burger
            hiddenFrom="sm"
            size="sm"
            onClick={openNavigation}
            aria-label={shellWords.openNavigation}
          />
        )}
        {workspace === null ? (
          <Text fw={700}>{openNavigation === null && shellWords.product}</Text>
        ) : (
          <>
            <WorkspaceMark name={workspace.name} colour={workspace.colour} />
            <Text fw={600} truncate>
              {workspace.name}
            </Text>
            {workspace.isDemo && (
              <Badge variant="default" size="sm" className={classes['demo'] ?? ''}>
                {shellWords.demo}
              </Badge>
            )}
          </>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap">
        <UnstyledButton className={classes['palette'] ?? ''} onClick={commands.openPalette}>
          <IconSearch />
          <span className={classes['paletteWords']}>{paletteWords.open}</span>
          <span className={classes['paletteKeys']} aria-hidden="true">
            <Kbd size="xs">{paletteWords.keys.mod(isMac)}</Kbd>{' '}
            <Kbd size="xs">{paletteWords.keys.k}</Kbd>
          </span>
        </UnstyledButton>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          onClick={commands.openHelp}
          aria-label={helpWords.open}
        >
          <IconHelp />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          onClick={commands.showShortcuts}
          aria-label={paletteWords.shortcuts}
          visibleFrom="sm"
        >
          <IconKeyboard />
        </ActionIcon>
        <ThemeMenu />
      </Group>
    </header>
  );
}
