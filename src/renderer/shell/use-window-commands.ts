import { useEffect } from 'react';
import type { WindowCommand } from '../../contract/window.ts';
import type { Commands } from './commands-context.ts';
import { navigate } from './guarded-location.ts';
import { pathTo } from './routes.ts';

interface WindowCommandsProps {
  readonly commands: Pick<Commands, 'openPalette' | 'newWorkspace' | 'openDemo' | 'openHelp'>;
  /** Null where no workspace is shown: then its pages can't be gone to. */
  readonly workspace: string | null;
  /** Closes what lies over the page. */
  readonly close: () => void;
}

/** What the window's menu and the tray ask for; a browser tab has neither. */
export function useWindowCommands({ commands, workspace, close }: WindowCommandsProps): void {
  useEffect(() => {
    window.tieoutHost?.onCommand?.((command: WindowCommand) => {
      switch (command) {
        case 'new_workspace':
          return commands.newWorkspace();
        case 'open_demo':
          close();
          return commands.openDemo();
        case 'palette':
          return commands.openPalette();
        case 'help':
          return commands.openHelp();
        default:
          if (workspace === null) return;
          close();
          navigate(pathTo(workspace, command));
      }
    });
  }, [commands, workspace, close]);
}
