import type { WindowCommand } from '../../contract/window.ts';

/** What the window's preload leaves for the page; absent in a browser tab. */
export interface WindowHost {
  readonly kind: 'window';
  /** Asks for a port to the engine; it comes as a message of this window. */
  requestPort(): void;
  /** One listener, the newest; a command that came before it is told to it at once. */
  onCommand?(listener: (command: WindowCommand) => void): void;
}

declare global {
  interface Window {
    readonly tieoutHost?: WindowHost;
  }
}
