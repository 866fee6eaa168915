import { EventEmitter } from 'node:events';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_ARGS } from '../../support/chromium.ts';
import { atExit, openWindows, standInApp } from './app.ts';
import { answer } from './control.ts';
import { onlyEmulated, preventable } from './only-emulated.ts';
import { ipc } from './session.ts';
import { WebContents } from './web-contents.ts';

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly show?: boolean;
  readonly webPreferences: { readonly preload: string };
}

let browser: Promise<Browser> | null = null;
const windows: BrowserWindow[] = [];

/** A window is a tab of Chromium. Whether it is shown, hidden or has the focus is only written down. */
export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly contents: WebContents;
  readonly bars: unknown[] = [];
  readonly #page: Promise<Page>;
  readonly #proxy: BrowserWindow;
  #isVisible: boolean;
  #isDestroyed = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    this.#isVisible = options.show ?? true;
    this.contents = new WebContents(options.webPreferences.preload);
    this.#page = this.#open();
    this.#page.catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    this.#proxy = onlyEmulated<BrowserWindow>('BrowserWindow', this);
    windows.push(this);
    openWindows.add(this);
    standInApp.emit('web-contents-created', {}, this.contents.proxy);
    return this.#proxy;
  }

  static getAllWindows(): BrowserWindow[] {
    return windows.filter((window) => !window.#isDestroyed).map((window) => window.#proxy);
  }
  static getFocusedWindow(): null {
    return null;
  }

  get webContents(): WebContents {
    return this.contents.proxy;
  }
  get page(): Promise<Page> {
    return this.#page;
  }

  async loadURL(url: string): Promise<void> {
    await this.#page;
    await this.contents.load(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isFocused(): boolean {
    return false;
  }
  focus(): void {
    this.emit('focus');
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: this.options.width, height: this.options.height };
  }
  setProgressBar(part: number, options: object): void {
    this.bars.push({ part, ...options });
  }

  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented || this.#isDestroyed) return;
    this.#isDestroyed = true;
    openWindows.delete(this);
    void this.#page.then((page) => page.close());
    this.contents.emit('destroyed');
    this.emit('closed');
    standInApp.windowClosed();
  }

  async #open(): Promise<Page> {
    browser ??= chromium.launch({
      executablePath: process.env['STAND_IN_CHROMIUM'] ?? '',
      // Ports in Electron's pages tell that their other end has closed; Chromium has that behind a switch.
      args: [...CHROMIUM_ARGS, '--enable-blink-features=MessagePortCloseEvent'],
    });
    const running = await browser;
    if (atExit.length === 0) atExit.push(() => running.close());
    const page = await running.newPage();
    await this.contents.attach(page);
    return page;
  }
}

function newest(): BrowserWindow {
  const window = windows.at(-1);
  if (window === undefined) throw new Error('no window was opened');
  return window;
}

answer('evaluate', async (expression: string) => (await newest().page).evaluate(expression));
answer('windows', () =>
  windows.map((window) => ({
    options: window.options,
    isVisible: window.isVisible(),
    isDestroyed: window.isDestroyed(),
    bars: window.bars,
    ...window.contents.seen,
  })),
);
answer('closeWindow', () => newest().close());
answer('reload', () => newest().contents.reload());
answer('pageGone', (reason: string) =>
  newest().contents.emit('render-process-gone', {}, { reason, exitCode: 5 }),
);
/** A request as if another frame of the page had sent it: main must not answer. */
answer('foreignRequest', (channel: string, url: string, hasParent: boolean) => {
  let given = 0;
  const parent = hasParent ? newest().contents.mainFrame : null;
  const senderFrame = { url, parent, postMessage: () => ++given };
  ipc.emit(channel, { sender: newest().contents.proxy, senderFrame, ports: [] });
  return given;
});
