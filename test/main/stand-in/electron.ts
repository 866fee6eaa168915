// What a built main gets for "electron" when it runs under plain Node. A name that is missing here stops the build's
// import with that name; a member that is missing throws it.
export { app, powerMonitor } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { MessageChannelMain } from './ports.ts';
export {
  clipboard,
  dialog,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  safeStorage,
  screen,
  shell,
  Tray,
} from './desktop.ts';
export { ipcMain, protocol, session } from './session.ts';
export { utilityProcess } from './utility-process.ts';
