import { Modal } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import { shellWords } from '../words/shell.ts';
import { CommandsContext, type Commands } from './commands-context.ts';
import { navigate } from './guarded-location.ts';
import { helpAddress } from './help-of-page.ts';
import { useOpenDemo } from './open-demo.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useWindowCommands } from './use-window-commands.ts';
import { WorkspaceForm } from './workspace-form.tsx';
import { useWorkspaceName } from './workspace-name.ts';

// Its own piece of the bundle: wanted only when somebody asks for it.
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

type Open = 'palette' | 'new_workspace' | 'shortcuts' | null;

/** What can be done from anywhere, and the dialogs that belong to it. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<Open>(null);
  const [isPaletteLoaded, setPaletteLoaded] = useState(false);
  const demo = useOpenDemo();
  const openDemo = demo.open;
  const commands = useMemo<Commands>(
    () => ({
      openPalette: () => {
        setPaletteLoaded(true);
        setOpen('palette');
      },
      newWorkspace: () => setOpen('new_workspace'),
      openDemo,
      isDemoOpening: demo.isPending,
      showShortcuts: () => setOpen('shortcuts'),
      openHelp: () => {
        setOpen(null);
        navigate(helpAddress());
      },
    }),
    [openDemo, demo.isPending],
  );
  const close = useCallback(() => setOpen(null), []);
  useShortcuts(commands);
  useWindowCommands({ commands, workspace: useWorkspaceName(), close });
  return (
    <CommandsContext value={commands}>
      {children}
      {isPaletteLoaded && (
        <Suspense>
          <Palette
            isOpen={open === 'palette'}
            close={() => setOpen((now) => (now === 'palette' ? null : now))}
          />
        </Suspense>
      )}
      <Modal opened={open === 'new_workspace'} onClose={close} title={shellWords.createTitle}>
        <WorkspaceForm onCreated={close} />
      </Modal>
      <ShortcutsDialog isOpen={open === 'shortcuts'} close={close} />
    </CommandsContext>
  );
}
