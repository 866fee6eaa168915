import { Notification, powerSaveBlocker } from 'electron';
import type { MainWindow } from './window.ts';
import { RunNotices } from './run-notices.ts';
import { barOf, type Bar } from './run-progress.ts';
import { goingOf, refusedOf, type RunChange, type RunStatuses } from './run-watch.ts';
import type { TraySign } from './tray.ts';

/** Shows on the desktop that audits go on, and keeps the machine awake for them. */
export class RunSigns {
  readonly #window: MainWindow;
  readonly #tray: TraySign;
  readonly #notices = new RunNotices();
  #blocker: number | null = null;
  #shown: Bar = { kind: 'none' };

  constructor(window: MainWindow, tray: TraySign) {
    this.#window = window;
    this.#tray = tray;
  }

  change(change: RunChange): void {
    this.update(change.all);
    const notice = this.#notices.take(change, Date.now());
    // Who looks at the window sees it there.
    if (notice === null || this.#window.isFocused || !Notification.isSupported()) return;
    const notification = new Notification({ ...notice });
    notification.on('click', () => this.#window.show());
    notification.show();
  }

  /** Brings every sign up to date; also after the window was shown or hidden. */
  update(statuses: RunStatuses): void {
    const going = goingOf(statuses);
    // A paused audit waits for a person: the machine may sleep.
    this.#keepAwake(going.some(({ state }) => state !== 'paused'));
    this.#showBar(barOf(statuses));
    // A tray of nothing but those would stay beside an open window that says so already.
    const isShown = going.length > 0 || this.#window.isHidden;
    const lines = isShown ? [...going, ...refusedOf(statuses)] : going;
    this.#tray.update(lines, this.#window.isHidden);
  }

  #keepAwake(isNeeded: boolean): void {
    if (isNeeded === (this.#blocker !== null)) return;
    if (this.#blocker === null) this.#blocker = powerSaveBlocker.start('prevent-app-suspension');
    else {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }

  #showBar(bar: Bar): void {
    const window = this.#window.current;
    const isSame = JSON.stringify(bar) === JSON.stringify(this.#shown);
    if (window === null || isSame) return;
    this.#shown = bar;
    if (bar.kind === 'none') return window.setProgressBar(-1, { mode: 'none' });
    // Above 1 means "unknown" where no mode is known.
    const value = bar.kind === 'part' ? bar.part : 2;
    const going = bar.kind === 'part' ? 'normal' : 'indeterminate';
    window.setProgressBar(value, { mode: bar.isPaused ? 'paused' : going });
  }
}
