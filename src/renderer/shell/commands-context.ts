import { createContext, use } from 'react';

/** What can be done from anywhere. */
export interface Commands {
  readonly openPalette: () => void;
  readonly newWorkspace: () => void;
  readonly openDemo: () => void;
  readonly isDemoOpening: boolean;
  readonly showShortcuts: () => void;
  /** The guide, at the chapter about the page that is shown. */
  readonly openHelp: () => void;
}

const Context = createContext<Commands | null>(null);

export const CommandsContext = Context.Provider;

export function useCommands(): Commands {
  const commands = use(Context);
  if (commands === null) throw new Error('useCommands stands outside of its provider');
  return commands;
}
