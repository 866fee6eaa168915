import type { MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '../contract/window.ts';

export interface MenuActions {
  readonly command: (command: WindowCommand) => void;
  readonly showAbout: () => void;
  readonly openDataFolder: () => void;
  readonly copyVersions: () => void;
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  readonly actions: MenuActions;
}

/** The application's menu as each platform expects it. */
export function menuTemplate({
  platform,
  isDevelopment,
  actions,
}: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const item = (
    label: string,
    command: WindowCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => actions.command(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    ...(isMac ? [macMenu(actions, item)] : []),
    {
      label: '&File',
      submenu: [
        item('&New workspace…', 'new_workspace', 'CmdOrCtrl+N'),
        item('Open &demo workspace', 'open_demo'),
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        // The page hears the keys first; here they are for whoever looks for the command.
        item('&Find a command…', 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        ...(isDevelopment ? developerItems : []),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Go',
      submenu: [
        item('&Audit', 'audit', 'CmdOrCtrl+1'),
        item('&Findings', 'findings', 'CmdOrCtrl+2'),
        item('&Quick check', 'check', 'CmdOrCtrl+3'),
        item('&Connection', 'connect', 'CmdOrCtrl+4'),
        ...(isMac ? [] : [item('&Settings', 'settings', 'CmdOrCtrl+5')]),
        item('Call &log', 'calls', 'CmdOrCtrl+6'),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      submenu: [
        item('&User’s guide', 'help', 'F1'),
        { type: 'separator' },
        ...(isMac ? [] : [{ label: '&What Tieout is', click: actions.showAbout }]),
        { label: 'Open the data &folder', click: actions.openDataFolder },
        { label: '&Copy version details', click: actions.copyVersions },
      ],
    },
  ];
}

const developerItems: MenuItemConstructorOptions[] = [
  { role: 'reload' },
  { role: 'toggleDevTools' },
  { type: 'separator' },
];

function macMenu(
  { showAbout }: MenuActions,
  item: (label: string, command: WindowCommand, accelerator: string) => MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: 'Tieout',
    submenu: [
      { label: 'About Tieout', click: showAbout },
      { type: 'separator' },
      item('Settings…', 'settings', 'Cmd+,'),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
