// Entry of Electron's main process: what must be settled before it is ready, then the host.
import { app, dialog } from 'electron';
import { sentenceOf } from '../core/model/failure.ts';
import { takeDataFolder } from './data-folder.ts';
import { openHost } from './host.ts';
import { registerPageScheme } from './page-scheme.ts';
import { tellUncaught, tellUnexpected } from './unexpected.ts';

app.setName('Tieout');
// Notifications of Windows are known by this name; the installer gives the same to the shortcut.
app.setAppUserModelId('app.tieout.desktop');
app.enableSandbox();
registerPageScheme();
tellUncaught();
begin();

function begin(): void {
  const dataFolder = dataFolderOrQuit();
  if (dataFolder === null) return;
  // Two windows on one data folder would fight over it: the second start shows the first window instead.
  if (!app.requestSingleInstanceLock()) return app.quit();
  openHost(dataFolder).catch(async (error: unknown) => {
    await tellUnexpected(error);
    app.exit(1);
  });
}

function dataFolderOrQuit(): string | null {
  try {
    return takeDataFolder(process.env);
  } catch (error) {
    dialog.showErrorBox('Tieout cannot write its data folder', sentenceOf(error));
    app.exit(1);
    return null;
  }
}
