import { app, BrowserWindow, session } from 'electron';
import { handlePageScheme, pageUrl, registerPageScheme } from './page-scheme.ts';
import { openWindow } from './window.ts';

registerPageScheme();

// Two windows on one data folder would fight over its lock: the second start shows the first window instead.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showFirstWindow);
  app.on('window-all-closed', () => app.quit());
  void start();
} else {
  app.quit();
}

async function start(): Promise<void> {
  await app.whenReady();
  // The page needs no camera, no location and no notification of its own.
  session.defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  handlePageScheme();
  await openWindow(developmentUrl() ?? pageUrl);
}

/** Where electron-vite serves the page during development; never looked at in a packaged app. */
function developmentUrl(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
}

function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
