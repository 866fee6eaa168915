import { app, dialog, powerMonitor, type Event } from 'electron';
import type { MainWindow } from './window.ts';

export interface QuittingOptions {
  /** How many audits go on. */
  readonly running: () => number;
  readonly window: () => MainWindow;
  /** Lets audits keep what they have; takes a few seconds at most. */
  readonly close: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

type Answer = 'quit' | 'keep' | 'cancel';

/** Ends the program so that no audit is lost by a hasty click, and none is killed in the middle of a page. */
export class Quitting {
  readonly #options: QuittingOptions;
  #phase: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  constructor(options: QuittingOptions) {
    this.#options = options;
    app.on('before-quit', (event) => this.#beforeQuit(event));
    // The system goes down, or somebody stops us from a terminal: nobody is there to be asked.
    powerMonitor.on('shutdown', () => this.quitNow());
    process.on('SIGINT', () => this.quitNow());
    process.on('SIGTERM', () => this.quitNow());
  }

  /** Quits without a question. */
  quitNow(): void {
    if (this.#phase === 'closing' || this.#phase === 'closed') return;
    this.#phase = 'closing';
    void this.#end();
  }

  /** The window is about to close; with an audit on its way that is a question. */
  windowCloses(event: Event): void {
    if (this.#phase === 'closing' || this.#phase === 'closed') return;
    if (this.#options.running() === 0) return;
    event.preventDefault();
    // A Mac's programs stay in the Dock without a window, and audits with them.
    if (process.platform === 'darwin') this.#options.window().hide();
    else void this.#askThenAct();
  }

  #beforeQuit(event: Event): void {
    if (this.#phase === 'closed') return;
    event.preventDefault();
    if (this.#phase !== 'open') return;
    if (this.#options.running() === 0) this.quitNow();
    else void this.#askThenAct();
  }

  async #askThenAct(): Promise<void> {
    if (this.#phase !== 'open') return;
    this.#phase = 'asking';
    const answer = await this.#ask().catch((error: unknown): Answer => {
      this.#options.onFailure(error);
      return 'cancel';
    });
    // A shutdown may have come in between.
    if (this.#phase !== 'asking') return;
    this.#phase = 'open';
    if (answer === 'quit') this.quitNow();
    if (answer === 'keep') this.#options.window().hide();
  }

  async #ask(): Promise<Answer> {
    const count = this.#options.running();
    const isMac = process.platform === 'darwin';
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: count > 1 ? `${count} audits are running.` : 'An audit is running.',
      detail:
        'What has been read is kept: you can go on with it later. In the background it goes on now; ' +
        'start Tieout again to see it.',
      buttons: [
        'Quit and go on later',
        isMac ? 'Keep running in the background' : 'Keep running in the tray',
        'Cancel',
      ],
      defaultId: 1,
      cancelId: 2,
      noLink: true,
    });
    return response === 0 ? 'quit' : response === 1 ? 'keep' : 'cancel';
  }

  async #end(): Promise<void> {
    try {
      await this.#options.close();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
    this.#phase = 'closed';
    app.quit();
  }
}
