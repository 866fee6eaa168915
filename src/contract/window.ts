/** What a menu or the tray of the window can ask of the page. */
export type WindowCommand =
  | 'new_workspace'
  | 'open_demo'
  | 'audit'
  | 'findings'
  | 'check'
  | 'connect'
  | 'settings'
  | 'calls'
  | 'palette'
  | 'help';

/** The page asks main for a port to the engine under this name, and the port comes to it as a message of this name. */
export const ENGINE_PORT = 'tieout:engine-port';
/** Main sends a menu's command to the preload under this name. */
export const COMMAND = 'tieout:command';
