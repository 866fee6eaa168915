import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import { openPreferences } from '../engine/preferences.ts';
import { askAfterEngineEnd } from './engine-ended.ts';
import { startEngine, type EngineEnd, type EngineHost } from './engine-host.ts';
import { guardContents } from './guards.ts';
import { serveHostContract } from './host-services.ts';
import { setMenu } from './menu-actions.ts';
import { pageUrl } from './page-address.ts';
import { answerPortRequests } from './page-ports.ts';
import { handlePageScheme } from './page-scheme.ts';
import { Quitting } from './quitting.ts';
import { RunSigns } from './run-signs.ts';
import { goingOf, RunWatch } from './run-watch.ts';
import { TraySign } from './tray.ts';
import { tellUnexpected } from './unexpected.ts';
import { MainWindow } from './window.ts';

/** Puts the window's parts together: engine, page, menu, signs, quitting. */
export async function openHost(dataFolder: string): Promise<void> {
  await app.whenReady();
  const url = developmentUrl() ?? pageUrl;
  const resources = join(app.getAppPath(), 'resources');
  const onFailure = (error: unknown): void => void tellUnexpected(error);
  nativeTheme.themeSource = openPreferences(dataFolder).get().theme;
  guardContents(url, onFailure);
  handlePageScheme();

  const watch = new RunWatch((change) => signs.change(change));
  const begin = (): EngineHost => {
    const started = startEngine({
      dataFolder,
      version: app.getVersion(),
      serve: serveHostContract,
      onEnded: (end) => void restart(end).catch(onFailure),
    });
    void watch.follow(started.client);
    return started;
  };
  let engine = begin();
  const restart = async (end: EngineEnd): Promise<void> => {
    watch.forget();
    if ((await askAfterEngineEnd(end)) === 'quit') return quitting.quitNow();
    engine = begin();
    window.reload();
  };

  const ports = answerPortRequests(url, (port) => engine.connect(port));
  const window = new MainWindow({
    url,
    folder: app.getPath('userData'),
    iconPath: join(resources, 'icon.png'),
    hasDeveloperTools: !app.isPackaged,
    onOpened: (contents) => ports.ourPage(contents),
    onClose: (event) => quitting.windowCloses(event),
    onChanged: () => signs.update(watch.statuses),
    onFailure,
  });
  const tray = new TraySign(resources, { show: () => window.show(), quit: () => app.quit() });
  const signs = new RunSigns(window, tray);
  const quitting = new Quitting({
    running: () => goingOf(watch.statuses).length,
    window: () => window,
    close: async () => {
      await engine.close();
      tray.remove();
    },
    onFailure,
  });

  setMenu({ dataFolder, command: (command) => window.command(command), onFailure });
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  window.show();
}

/** Where electron-vite serves the page during development; never looked at in a packaged app. */
function developmentUrl(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
}
