// Everything of the desktop that can't be shown without Electron: it is written down, and the test answers for the person.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { answer } from './control.ts';
import { onlyEmulated } from './only-emulated.ts';

type Options = Record<string, unknown>;
interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: MenuItem[];
  readonly click?: () => void;
}

const asked: Options[] = [];
const planned: unknown[] = [];
const waiting: ((response: unknown) => void)[] = [];
const done = {
  openedOutside: [] as string[],
  shown: [] as string[],
  clipboard: '',
  notices: [] as Options[],
};

/** Resolves when the test says what the person chose. */
function ask(options: Options): Promise<unknown> {
  asked.push(options);
  if (planned.length > 0) return Promise.resolve(planned.shift());
  return new Promise((resolve) => waiting.push(resolve));
}

const optionsOf = (args: unknown[]): Options => args.at(-1) as Options;

export const dialog = onlyEmulated('dialog', {
  showMessageBox: async (...args: unknown[]) => ({ response: await ask(optionsOf(args)) }),
  showSaveDialog: async (...args: unknown[]) => {
    const filePath = (await ask(optionsOf(args))) as string | null;
    return { canceled: filePath === null, filePath: filePath ?? '' };
  },
  showErrorBox: (title: string, content: string) => void asked.push({ title, content }),
});
answer('asked', () => asked);
answer('choose', (response: unknown) => {
  const first = waiting.shift();
  if (first === undefined) planned.push(response);
  else first(response);
});

export const clipboard = onlyEmulated('clipboard', {
  writeText: (text: string) => Promise.resolve(void (done.clipboard = text)),
});
export const shell = onlyEmulated('shell', {
  showItemInFolder: (path: string) => void done.shown.push(path),
  openExternal: (url: string) => Promise.resolve(void done.openedOutside.push(url)),
});
answer('done', () => done);

const blockers = new Set<number>();
let blockerCount = 0;
export const powerSaveBlocker = onlyEmulated('powerSaveBlocker', {
  start: (kind: string) => {
    if (kind !== 'prevent-app-suspension') throw new Error(`not the blocker we want: ${kind}`);
    blockers.add(++blockerCount);
    return blockerCount;
  },
  stop: (id: number) => blockers.delete(id),
});
answer('blockers', () => ({ now: blockers.size, ever: blockerCount }));

let applicationMenu: MenuItem[] = [];
export const Menu = onlyEmulated('Menu', {
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu: (menu: MenuItem[]) => void (applicationMenu = menu),
});
answer('menu', (...path: string[]) => {
  const labelOf = (item: MenuItem): string => (item.label ?? item.role ?? '').replace('&', '');
  let items = applicationMenu;
  for (const label of path) {
    const item = items.find((one) => labelOf(one) === label);
    if (item === undefined) throw new Error(`no "${label}" in ${items.map(labelOf).join(', ')}`);
    if (item.submenu === undefined) return item.click?.();
    items = item.submenu;
  }
});

let tray: Tray | null = null;
export class Tray extends EventEmitter {
  tip = '';
  menu: MenuItem[] = [];
  constructor() {
    super();
    tray = onlyEmulated<Tray>('Tray', this);
    return tray;
  }
  setToolTip(tip: string): void {
    this.tip = tip;
  }
  setContextMenu(menu: MenuItem[]): void {
    this.menu = menu;
  }
  destroy(): void {
    tray = null;
  }
}
answer('tray', () => tray && { tip: tray.tip, items: tray.menu.map(({ label }) => label ?? '') });
answer('trayClick', () => tray?.emit('click'));

export class Notification extends EventEmitter {
  readonly #options: Options;
  constructor(options: Options) {
    super();
    this.#options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    done.notices.push(this.#options);
  }
}

export const nativeImage = onlyEmulated('nativeImage', {
  // Electron gives an empty picture for a missing file; here it is a fault.
  createFromPath: (path: string) => readFileSync(path).length,
});
export const nativeTheme = onlyEmulated('nativeTheme', {
  themeSource: 'system',
  shouldUseDarkColors: false,
});
export const screen = onlyEmulated('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
});
const marker = 'wrapped:';
export const safeStorage = onlyEmulated('safeStorage', {
  getSelectedStorageBackend: () => process.env['STAND_IN_BACKEND'] ?? 'gnome_libsecret',
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(marker + text)),
  decryptStringAsync: (bytes: Buffer) =>
    Promise.resolve({ result: bytes.toString().slice(marker.length), shouldReEncrypt: false }),
});
