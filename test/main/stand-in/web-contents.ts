import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { onlyEmulated, preventable } from './only-emulated.ts';
import { openPageWorld, type PageWorld } from './page-world.ts';
import { portOf, type MessagePortMain } from './ports.ts';
import { askScheme, ipc } from './session.ts';

/** Chromium knows no scheme of ours, so an origin that leads nowhere stands for it. */
const REAL = 'tieout://page';
const STANDS_FOR = 'https://page.tieout.test';
type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** What the test can look at. */
export interface Seen {
  readonly prevented: string[];
  readonly outside: string[];
  readonly opened: { url: string; action: string }[];
  readonly documents: Record<string, string>[];
  /** What the page complained of, refusals of its policy among it. */
  readonly errors: string[];
}

export class WebContents extends EventEmitter {
  readonly id = 1;
  readonly seen: Seen = { prevented: [], outside: [], opened: [], documents: [], errors: [] };
  readonly mainFrame: object;
  readonly proxy: WebContents;
  readonly #preload: string;
  #page: Page | null = null;
  #world: PageWorld | null = null;
  #onOpen: OpenHandler = () => ({ action: 'allow' });
  #isOwnLoad = false;
  #isLoading = true;

  constructor(preloadPath: string) {
    super();
    this.#preload = readFileSync(preloadPath, 'utf8');
    const pageUrl = (): string => toReal(this.#page?.url() ?? '');
    this.mainFrame = onlyEmulated('WebFrameMain', {
      parent: null,
      get url(): string {
        return pageUrl();
      },
      postMessage: (channel: string, message: unknown, ports: readonly MessagePortMain[] = []) =>
        this.#world?.send(channel, [message], ports.map(portOf)),
    });
    this.proxy = onlyEmulated<WebContents>('webContents', this);
  }

  async attach(page: Page): Promise<void> {
    this.#page = page;
    await page.route('**/*', (route) => this.#serve(route));
    page.on('popup', (popup) => void popup.close());
    page.on('pageerror', (error) => this.seen.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.seen.errors.push(message.text());
    });
    page.on('load', () => {
      this.#isLoading = false;
      this.emit('did-finish-load');
    });
    this.#world = await openPageWorld(page, {
      preload: this.#preload,
      onSend: (channel, args) => {
        const event = { sender: this.proxy, senderFrame: this.mainFrame, ports: [] };
        ipc.emit(channel, event, ...args);
      },
      onWindowOpen: (url) => {
        const { action } = this.#onOpen({ url: toReal(url) });
        this.seen.opened.push({ url, action });
      },
    });
  }

  async load(url: string): Promise<void> {
    this.#isOwnLoad = true;
    await this.#page?.goto(url.replace(REAL, STANDS_FOR));
  }

  reload(): void {
    this.#isOwnLoad = true;
    this.#page?.reload().catch(() => undefined);
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#world?.send(channel, args, []);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#onOpen = handler;
  }

  /** What the page is given is what main's handler of the scheme answers; there is no network. */
  async #serve(route: Route): Promise<void> {
    const request = route.request();
    const url = toReal(request.url());
    if (request.isNavigationRequest() && !this.#mayNavigate(url, request.frame().parentFrame()))
      return route.abort('aborted');
    const answer = askScheme(url, request.method());
    if (answer === null) {
      this.seen.outside.push(url);
      return route.abort('blockedbyclient');
    }
    const response = await answer;
    const headers = Object.fromEntries(response.headers);
    if (request.isNavigationRequest()) this.seen.documents.push(headers);
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers, body });
  }

  #mayNavigate(url: string, parent: unknown): boolean {
    const isMainFrame = parent === null;
    const event = preventable({ url, isMainFrame, isSameDocument: false });
    if (!this.#isOwnLoad || !isMainFrame) this.emit('will-frame-navigate', event);
    if (isMainFrame) this.#isOwnLoad = false;
    if (event.defaultPrevented) this.seen.prevented.push(url);
    else this.emit('did-start-navigation', event);
    return !event.defaultPrevented;
  }
}

function toReal(url: string): string {
  return url.replace(STANDS_FOR, REAL);
}
