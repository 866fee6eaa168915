import { app, session, type WebContents } from 'electron';
import { openOutside } from './outside-links.ts';
import { isPage } from './page-address.ts';

/**
 * Keeps every web contents to our page: no other page, no frame, no window, no webview, no permission.
 * @param pageUrl the page's address
 * @param onFailure told of an address that could not be opened outside
 */
export function guardContents(pageUrl: string, onFailure: (error: unknown) => void): void {
  app.on('web-contents-created', (_event, contents) => keepOnPage(contents, pageUrl, onFailure));
  // Electron refuses these by itself; said here so that nobody loosens it by accident.
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, trust) => {
    event.preventDefault();
    trust(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault();
    choose();
  });
  app.on('login', (event) => event.preventDefault());
  refusePermissions(pageUrl);
}

function keepOnPage(
  contents: WebContents,
  pageUrl: string,
  onFailure: (error: unknown) => void,
): void {
  contents.on('will-frame-navigate', (event) => {
    // The page may load itself anew, as after a lost engine.
    if (!event.isMainFrame || !isPage(event.url, pageUrl)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url).catch(onFailure);
    return { action: 'deny' };
  });
}

/** The page needs no camera, no location, no notification of its own; only "copy" writes plain text to the clipboard. */
function refusePermissions(pageUrl: string): void {
  const isGranted = (permission: string, url: string, isMainFrame: boolean): boolean =>
    permission === 'clipboard-sanitized-write' && isMainFrame && isPage(url, pageUrl);
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isGranted(permission, details.requestingUrl, details.isMainFrame)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    isGranted(permission, details.requestingUrl ?? '', details.isMainFrame),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
