import { randomUUID } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type { CDPSession, Page } from 'playwright-core';
import type { Envelope } from './ports.ts';
import { PRELOAD_WORLD, pageWorldSource, preloadWorldSource, TO_MAIN } from './worlds.ts';

export interface PageWorld {
  /** Hands a message and ports to the preload. */
  send(channel: string, args: readonly unknown[], ports: readonly MessagePort[]): void;
}

export interface PageWorldOptions {
  readonly preload: string;
  readonly onSend: (channel: string, args: readonly unknown[]) => void;
  readonly onWindowOpen: (url: string) => void;
}

type FromPage =
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'port'; id: number; text: string | null; base64: string };

/** Runs the preload in a real isolated world of the page, and relays messages and ports between it and main. */
export async function openPageWorld(page: Page, options: PageWorldOptions): Promise<PageWorld> {
  const cdp = await page.context().newCDPSession(page);
  const ports = new Map<number, MessagePort>();
  let world: number | null = null;
  let nextPort = 0;
  const call = (name: string, ...args: unknown[]): void =>
    evaluate(cdp, world, `standInFromMain.${name}(${args.map(literal).join(', ')})`);

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== PRELOAD_WORLD || context.auxData?.['frameId'] !== mainFrame) return;
    // A new document: whatever hung on the old one has gone with it.
    for (const port of ports.values()) port.close();
    ports.clear();
    world = context.id;
  });
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== TO_MAIN || executionContextId !== world) return;
    const message = JSON.parse(payload) as FromPage;
    if (message.kind === 'send') return options.onSend(message.channel, message.args);
    const data = message.text ?? new Uint8Array(Buffer.from(message.base64, 'base64'));
    ports.get(message.id)?.postMessage({ data, ports: [] } satisfies Envelope, []);
  });
  cdp.on('Page.windowOpen', ({ url }) => options.onWindowOpen(url));
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  await cdp.send('Runtime.addBinding', { name: TO_MAIN, executionContextName: PRELOAD_WORLD });
  const secret = randomUUID();
  const add = 'Page.addScriptToEvaluateOnNewDocument';
  await cdp.send(add, { source: pageWorldSource(secret) });
  const source = preloadWorldSource(secret, options.preload);
  await cdp.send(add, { source, worldName: PRELOAD_WORLD });

  return {
    send: (channel, args, given) => {
      const ids = given.map((port) => {
        const id = ++nextPort;
        ports.set(id, port);
        port.on('message', ({ data }: Envelope) => {
          const text = typeof data === 'string' ? data : null;
          const bytes = text === null ? Buffer.from(data as Uint8Array) : Buffer.alloc(0);
          call('port', id, text, bytes.toString('base64'));
        });
        port.on('close', () => {
          if (ports.delete(id)) call('close', id);
        });
        return id;
      });
      call('message', channel, args, ids);
    },
  };
}

/** A world that has gone with its document, or a page that is closed, hears nothing: that is no fault. */
function evaluate(cdp: CDPSession, contextId: number | null, expression: string): void {
  if (contextId === null) return;
  cdp.send('Runtime.evaluate', { contextId, expression }).catch(() => undefined);
}

function literal(value: unknown): string {
  return JSON.stringify(value ?? null);
}
