/** What a menu or the tray can ask of the page; the same words as `WindowHost.onCommand` of the page. */
export type WindowCommand =
  | 'new_workspace'
  | 'open_demo'
  | 'audit'
  | 'findings'
  | 'check'
  | 'connect'
  | 'settings'
  | 'calls'
  | 'palette';
