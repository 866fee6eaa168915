import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type Event } from 'electron';
import { reloadIfGone } from './page-gone.ts';
import { COMMAND, type WindowCommand } from '../contract/window.ts';
import { keepPlace, readPlace, SMALLEST } from './window-place.ts';

export interface WindowOptions {
  /** The page's address. */
  readonly url: string;
  /** Where the window's place is kept. */
  readonly folder: string;
  readonly iconPath: string;
  readonly hasDeveloperTools: boolean;
  /** Before the page is loaded. */
  readonly onOpened: (contents: Electron.WebContents) => void;
  /** The person closes the window; `event` keeps it. */
  readonly onClose: (event: Event) => void;
  /** It was shown, hidden or closed. */
  readonly onChanged: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** The one window: opened when it is needed, brought back when it is hidden. */
export class MainWindow {
  readonly #options: WindowOptions;
  #window: BrowserWindow | null = null;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  /** Opens the window, or brings it to the front. */
  show(): void {
    if (this.#window === null) return this.#open();
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  hide(): void {
    this.#window?.hide();
  }

  get isHidden(): boolean {
    return this.#window !== null && !this.#window.isVisible() && !this.#window.isMinimized();
  }

  get isFocused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  get current(): BrowserWindow | null {
    return this.#window;
  }

  /** Loads the page anew, with a new port: after the engine was started anew. */
  reload(): void {
    this.#window?.webContents.reload();
  }

  /** Shows the window and lets the page do what a menu or the tray was asked for. */
  command(command: WindowCommand): void {
    this.show();
    const contents = this.#window?.webContents;
    if (contents?.isLoading() === true)
      contents.once('did-finish-load', () => contents.send(COMMAND, command));
    else contents?.send(COMMAND, command);
  }

  #open(): void {
    const { url, folder, iconPath, hasDeveloperTools, onOpened } = this.#options;
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const place = readPlace(folder, areas);
    const window = new BrowserWindow({
      ...place.bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false, // until there is something to see
      title: 'Tieout',
      icon: iconPath,
      // The page's own ground: another colour would flash before it is painted.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1f24' : '#ffffff',
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/index.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        // Its dictionaries would be fetched from a server that is on nobody's list.
        spellcheck: false,
        // A page nobody sees may rest: audits run in the engine's process.
        backgroundThrottling: true,
        devTools: hasDeveloperTools,
      },
    });
    this.#window = window;
    if (place.isMaximized) window.maximize();
    this.#listen(window);
    onOpened(window.webContents);
    // A load that a newer one overtook ends with an error that is none.
    window.loadURL(url).catch((error: unknown) => {
      if (!window.isDestroyed() && !String(error).includes('ERR_ABORTED'))
        this.#options.onFailure(error);
    });
  }

  #listen(window: BrowserWindow): void {
    const { folder, onClose, onChanged, onFailure } = this.#options;
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('close', (event) => {
      keepPlace(folder, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
      onClose(event);
    });
    window.on('closed', () => {
      this.#window = null;
      onChanged();
    });
    window.on('show', onChanged);
    window.on('hide', onChanged);
    window.webContents.on('render-process-gone', (_event, details) => {
      reloadIfGone(window, details).catch(onFailure);
    });
  }
}
