// The door between page and main, and all of it: a port to the engine, and what a menu asks of the page.
import { contextBridge, ipcRenderer } from 'electron';
import { COMMAND, ENGINE_PORT } from '../contract/window.ts';

/** The page's own window: the host's files are checked without a DOM. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: string, origin: string, transfer: readonly unknown[]): void;
};

type CommandListener = (command: string) => void;
let listener: CommandListener | null = null;
/** A menu's command may come before the page listens. */
let waiting: string | null = null;

contextBridge.exposeInMainWorld('tieoutHost', {
  kind: 'window',
  requestPort: (): void => ipcRenderer.send(ENGINE_PORT),
  onCommand: (listen: CommandListener): void => {
    listener = listen;
    if (waiting !== null) listener(waiting);
    waiting = null;
  },
});

ipcRenderer.on(ENGINE_PORT, ({ ports }) => {
  // To this very page: if another one has taken its place, the port is not for it.
  window.postMessage(ENGINE_PORT, window.location.origin, [...ports]);
});

ipcRenderer.on(COMMAND, (_event, command: unknown) => {
  if (typeof command !== 'string') return;
  if (listener === null) waiting = command;
  else listener(command);
});
