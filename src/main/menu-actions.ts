import { arch, release, type as systemName } from 'node:os';
import { app, clipboard, dialog, Menu, shell } from 'electron';
import { menuTemplate, type MenuActions } from './menu.ts';
import type { WindowCommand } from '../contract/window.ts';

export interface MenuHost {
  readonly dataFolder: string;
  readonly command: (command: WindowCommand) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Puts up the application's menu. */
export function setMenu({ dataFolder, command, onFailure }: MenuHost): void {
  app.setAboutPanelOptions({
    applicationName: 'Tieout',
    applicationVersion: app.getVersion(),
    copyright: WHAT_IT_IS,
  });
  const actions: MenuActions = {
    command,
    showAbout: () => app.showAboutPanel(),
    openDataFolder: () => void openFolder(dataFolder).catch(onFailure),
    copyVersions: () => void clipboard.writeText(versionDetails()).catch(onFailure),
  };
  const { platform } = process;
  const template = menuTemplate({ platform, isDevelopment: !app.isPackaged, actions });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** What a report of a fault should begin with. */
export function versionDetails(): string {
  const { electron, chrome, node } = process.versions;
  return [
    `Tieout ${app.getVersion()}`,
    `Electron ${electron ?? '-'}, Chromium ${chrome ?? '-'}, Node ${node}`,
    `${systemName()} ${release()} ${arch()}`,
  ].join('\n');
}

const WHAT_IT_IS =
  'Audits whether what Raise recorded is what CRM+ holds, to the record and to the cent.';

async function openFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') dialog.showErrorBox('The data folder could not be opened', folder);
}
