import { join } from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import type { RunStatus } from '../contract/runs.ts';
import { lineOf } from './run-progress.ts';

export interface TrayActions {
  readonly show: () => void;
  readonly quit: () => void;
}

/** An icon beside the clock while audits go on, or while the window is hidden: the way back to it. */
export class TraySign {
  readonly #resources: string;
  readonly #actions: TrayActions;
  #tray: Tray | null = null;
  #shown = '';

  constructor(resources: string, actions: TrayActions) {
    this.#resources = resources;
    this.#actions = actions;
  }

  update(going: readonly RunStatus[], isWindowHidden: boolean): void {
    if (going.length === 0 && !isWindowHidden) return this.remove();
    const lines = going.map(lineOf);
    const text = lines.join('\n');
    if (this.#tray !== null && text === this.#shown) return;
    this.#tray ??= this.#put();
    this.#shown = text;
    this.#tray.setToolTip(lines.length === 0 ? 'Tieout' : `Tieout\n${text}`);
    this.#tray.setContextMenu(Menu.buildFromTemplate(this.#menu(lines)));
  }

  remove(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }

  #put(): Tray {
    // macOS colours a template image as its menu bar needs it.
    const name = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
    const tray = new Tray(nativeImage.createFromPath(join(this.#resources, name)));
    tray.on('click', () => this.#actions.show());
    return tray;
  }

  #menu(lines: readonly string[]): MenuItemConstructorOptions[] {
    const running = lines.map((label) => ({ label, enabled: false }));
    return [
      { label: 'Show Tieout', click: () => this.#actions.show() },
      { type: 'separator' },
      ...(running.length === 0 ? [{ label: 'No audit is running', enabled: false }] : running),
      { type: 'separator' },
      { label: 'Quit Tieout', click: () => this.#actions.quit() },
    ];
  }
}
