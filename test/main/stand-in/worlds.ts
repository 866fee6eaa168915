/** The name of the world that the preload runs in. */
export const PRELOAD_WORLD = 'stand-in preload';
/** The one thing that leaves the preload's world for main. */
export const TO_MAIN = 'standInToMain';

/**
 * What the page's own world gets before anything of it runs: objects that the preload exposes appear here.
 * @param secret name of the events between the two worlds, which share the DOM and nothing else
 */
export function pageWorldSource(secret: string): string {
  return `(${joinPageWorld.toString()})(${JSON.stringify(secret)})`;
}

/** The preload with Electron's two modules for it, for a world of its own. */
export function preloadWorldSource(secret: string, preload: string): string {
  const modules = `(${makeModules.toString()})(${JSON.stringify(secret)}, ${TO_MAIN})`;
  // Only the top frame has a preload.
  return `if (window === window.top) {
    const { require, fromMain } = ${modules};
    globalThis.standInFromMain = fromMain;
    (function (require, module, exports) {${preload}\n})(require, { exports: {} }, {});
  }`;
}

// The two functions below run in a browser, as text: they see nothing of this file, and no DOM types are here.
/* The shapes they need of it. */
interface Dom {
  addEventListener(name: string, hear: (event: { readonly detail: string }) => void): void;
  dispatchEvent(event: unknown): void;
}
declare const CustomEvent: new (name: string, init: { detail: string }) => unknown;

function joinPageWorld(secret: string): void {
  const dom = globalThis as unknown as Dom;
  const callbacks: ((...args: unknown[]) => void)[] = [];
  dom.addEventListener(`${secret} expose`, ({ detail }) => {
    const { name, values, functions } = JSON.parse(detail) as {
      name: string;
      values: Record<string, unknown>;
      functions: string[];
    };
    const call =
      (key: string) =>
      (...args: unknown[]): void => {
        const sent = args.map((arg) =>
          typeof arg === 'function'
            ? { callback: callbacks.push(arg as () => void) - 1 }
            : { value: arg },
        );
        const detail = JSON.stringify({ name, key, args: sent });
        dom.dispatchEvent(new CustomEvent(`${secret} call`, { detail }));
      };
    const exposed = { ...values, ...Object.fromEntries(functions.map((key) => [key, call(key)])) };
    Object.defineProperty(globalThis, name, { value: Object.freeze(exposed), enumerable: true });
  });
  dom.addEventListener(`${secret} back`, ({ detail }) => {
    const { callback, args } = JSON.parse(detail) as { callback: number; args: unknown[] };
    callbacks[callback]?.(...args);
  });
}

type Api = Record<string, unknown>;
type Hear = (event: { ports: unknown[] }, ...args: unknown[]) => void;
interface BrowserPort {
  addEventListener(name: 'message', hear: (event: { data: unknown }) => void): void;
  start(): void;
  postMessage(data: unknown, transfer: unknown[]): void;
  close(): void;
}

function makeModules(secret: string, toMain: (text: string) => void) {
  const dom = globalThis as unknown as Dom;
  const apis = new Map<string, Api>();
  const heard = new Map<string, Hear>();
  const ports = new Map<number, BrowserPort>();
  const refuse = (name: string, parts: object): object =>
    new Proxy(parts, {
      get: (target, key) => {
        if (key in target) return Reflect.get(target, key) as unknown;
        throw new Error(`The stand-in does not emulate ${name}.${String(key)}.`);
      },
    });
  dom.addEventListener(`${secret} call`, ({ detail }) => {
    const { name, key, args } = JSON.parse(detail) as {
      name: string;
      key: string;
      args: { value?: unknown; callback?: number }[];
    };
    const received = args.map(({ value, callback }) =>
      callback === undefined
        ? value
        : (...back: unknown[]): void => {
            const detail = JSON.stringify({ callback, args: back });
            dom.dispatchEvent(new CustomEvent(`${secret} back`, { detail }));
          },
    );
    const member = apis.get(name)?.[key] as ((...args: unknown[]) => unknown) | undefined;
    if (member?.(...received) !== undefined)
      throw new Error('The stand-in does not emulate results of exposed functions.');
  });
  const electron = refuse('electron', {
    contextBridge: refuse('contextBridge', {
      exposeInMainWorld: (name: string, api: Api) => {
        apis.set(name, api);
        const isCall = (key: string): boolean => typeof api[key] === 'function';
        const functions = Object.keys(api).filter(isCall);
        const values = Object.fromEntries(Object.entries(api).filter(([key]) => !isCall(key)));
        const detail = JSON.stringify({ name, values, functions });
        dom.dispatchEvent(new CustomEvent(`${secret} expose`, { detail }));
      },
    }),
    ipcRenderer: refuse('ipcRenderer', {
      send: (channel: string, ...args: unknown[]) =>
        toMain(JSON.stringify({ kind: 'send', channel, args })),
      on: (channel: string, hear: Hear) => void heard.set(channel, hear),
    }),
  });
  const channel = globalThis as unknown as {
    MessageChannel: new () => { port1: BrowserPort; port2: BrowserPort };
    btoa(text: string): string;
    atob(text: string): string;
  };
  const open = (id: number): BrowserPort => {
    const { port1, port2 } = new channel.MessageChannel();
    ports.set(id, port1);
    port1.addEventListener('message', ({ data }) => {
      const text = typeof data === 'string' ? data : null;
      const bytes = text === null ? new Uint8Array(data as ArrayBuffer) : new Uint8Array();
      const base64 = channel.btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
      toMain(JSON.stringify({ kind: 'port', id, text, base64 }));
    });
    port1.start();
    return port2;
  };
  return {
    require: (name: string): unknown => {
      if (name === 'electron') return electron;
      throw new Error(`a sandboxed preload can't require ${name}`);
    },
    fromMain: {
      message: (name: string, args: unknown[], ids: number[]) =>
        heard.get(name)?.({ ports: ids.map(open) }, ...args),
      port: (id: number, text: string | null, base64: string) => {
        const bytes = Uint8Array.from(channel.atob(base64), (char) => char.codePointAt(0) ?? 0);
        ports.get(id)?.postMessage(text ?? bytes, []);
      },
      close: (id: number) => ports.get(id)?.close(),
    },
  };
}
