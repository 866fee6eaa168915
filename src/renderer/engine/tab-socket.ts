import { RPCLink } from '@orpc/client/websocket';
import type { EngineLink } from './link.ts';

const KEY = 'tieout.session-key';

/** The link was used already, or the terminal's Tieout was started anew. */
export class NoSession extends Error {}

/**
 * The browser tab's transport: the one-time code of the address is traded for a session key, which opens a WebSocket.
 * The key lives as long as the tab, so that a reload works.
 * @throws NoSession when neither code nor key is good
 */
export async function connectThroughSocket(): Promise<EngineLink> {
  const code = /^#code=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (code !== undefined) {
    // Out of the address bar and the history at once.
    window.history.replaceState(null, '', window.location.pathname);
    sessionStorage.setItem(KEY, await tradeCode(code));
  }
  const key = sessionStorage.getItem(KEY);
  if (key === null) throw new NoSession();
  const websocket = await openSocket(key);
  const lost = new Promise<void>((gone) =>
    websocket.addEventListener('close', () => gone(), { once: true }),
  );
  return { link: new RPCLink({ websocket }), lost };
}

async function tradeCode(code: string): Promise<string> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (!answer.ok) throw new NoSession();
  const body: unknown = await answer.json();
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : null;
  if (typeof key !== 'string') throw new NoSession();
  return key;
}

function openSocket(key: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${window.location.host}/engine`);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ key })), { once: true });
    socket.addEventListener('message', () => resolve(socket), { once: true });
    socket.addEventListener(
      'close',
      (event) => {
        if (event.code === 4401) sessionStorage.removeItem(KEY);
        reject(event.code === 4401 ? new NoSession() : new Error('closed'));
      },
      { once: true },
    );
  });
}
