import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import { openBrowser } from './open-browser.ts';
import { startWebHost, type WebHost } from './web-host.ts';

export interface ServeOptions {
  readonly pageFolder: string;
  /** A free one if left out. */
  readonly port?: number;
  /** Only the links, without the sentence on what to do. */
  readonly isQuiet?: boolean;
  readonly print: (line: string) => void;
  readonly engine: {
    connect(port: MessagePort): void;
    close(): Promise<void>;
    /** Rejects if the engine ends by itself; the host ends with it then, for the same reason. */
    readonly ended?: Promise<void>;
  };
  /** Whether to open the link in the person's browser, where there is one. */
  readonly shouldOpen: boolean;
  /** Ends it all. */
  readonly signal: AbortSignal;
  /** Where Enter is pressed. */
  readonly input?: Readable & { readonly isTTY?: boolean };
}

/** Closing the connections takes up to half a second; together they stay below five. */
const ENGINE_CLOSE_MS = 4000;

/**
 * Runs the browser-tab host until `signal` ends it; resolves within five seconds of that, the engine closed too.
 * @throws Failure usage: the port is taken, or the page is not built; and whatever ended the engine
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { pageFolder, port, print, engine, shouldOpen, signal } = options;
  try {
    if (signal.aborted) return;
    const host = await startWebHost({
      pageFolder,
      connectEngine: (end) => engine.connect(end),
      ...(port === undefined ? {} : { port }),
    });
    try {
      await stayOpen(host, options);
    } finally {
      await host.close();
    }
  } finally {
    await closeInTime(engine);
  }

  async function stayOpen(host: WebHost, { input = process.stdin, isQuiet }: ServeOptions) {
    const engineEnd = engine.ended === undefined ? [] : [engine.ended];
    const isAsked = input.isTTY === true;
    const onEnter = (): void => print(`Tieout is open at ${host.newLink()}`);
    print(`Tieout is open at ${host.link}`);
    if (isQuiet !== true)
      print(
        isAsked
          ? 'The link works once; press Enter for another one, Ctrl-C ends Tieout.'
          : 'The link works once; Ctrl-C ends Tieout.',
      );
    if (isAsked) input.on('data', onEnter);
    try {
      if (shouldOpen) await openBrowser(host.link, signal);
      if (!signal.aborted) await Promise.race([once(signal, 'abort'), ...engineEnd]);
    } finally {
      input.off('data', onEnter);
      // A terminal that is being read would keep the process alive.
      if (isAsked) input.pause();
    }
  }
}

/** An engine that does not end must not keep the person waiting: the process ends with it. */
async function closeInTime(engine: ServeOptions['engine']): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ENGINE_CLOSE_MS);
  try {
    await Promise.race([engine.close(), promise]);
  } finally {
    clearTimeout(timer);
  }
}
