import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from './control.ts';
import { onlyEmulated, preventable } from './only-emulated.ts';

const root = join(import.meta.dirname, '../../..');

/** Windows register here; `app` asks them to close when it quits. */
export const openWindows = new Set<{ close(): void }>();
/** What must be gone before the process ends, such as a browser. */
export const atExit: (() => Promise<unknown>)[] = [];

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly settings: Record<string, unknown> = {};
  #isQuitting = false;
  #userData = '';

  setName(name: string): void {
    this.settings['name'] = name;
  }
  setAppUserModelId(id: string): void {
    this.settings['modelId'] = id;
  }
  setAboutPanelOptions(options: unknown): void {
    this.settings['about'] = options;
  }
  showAboutPanel(): void {
    this.settings['isAboutShown'] = true;
  }
  enableSandbox(): void {
    this.settings['isSandboxed'] = true;
  }
  requestSingleInstanceLock(): boolean {
    return process.env['STAND_IN_LOCK'] !== 'taken';
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  getVersion(): string {
    return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
      .version;
  }
  getAppPath(): string {
    return root;
  }
  setPath(name: string, path: string): void {
    if (name !== 'userData') throw new Error(`The stand-in does not emulate the path ${name}.`);
    this.#userData = path;
  }
  getPath(name: string): string {
    if (name === 'userData') return this.#userData;
    if (name === 'documents' || name === 'home') return join(this.#userData, '..');
    throw new Error(`The stand-in does not emulate the path ${name}.`);
  }

  quit(): void {
    if (this.#isQuitting) return;
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of openWindows) window.close();
    if (openWindows.size === 0) this.exit(0);
    // A window that stays open ends the quitting.
    else this.#isQuitting = false;
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    void Promise.allSettled(atExit.map((end) => end())).then(() => process.exit(code));
  }

  windowClosed(): void {
    if (openWindows.size > 0 || this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }
}

export const standInApp = new App();
export const app = onlyEmulated('app', standInApp);
export const powerMonitor = onlyEmulated('powerMonitor', new EventEmitter());

answer('quit', () => standInApp.quit());
answer('secondInstance', () => standInApp.emit('second-instance'));
answer('settings', () => standInApp.settings);
