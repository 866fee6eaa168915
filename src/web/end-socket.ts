import type { WebSocket } from 'ws';

/** Close codes that the page can tell apart; 4000 and up are for programs to define. */
export const CLOSE = {
  hostEnds: 1001,
  engineGone: 1011,
  wrongKey: 4401,
  tooManySockets: 4429,
} as const;

/** ws would wait half a minute for an answer to the goodbye. */
const GOODBYE_MS = 500;

/** Says goodbye, and cuts the connection if the other side does not answer. */
export function endSocket(socket: WebSocket, code: number): void {
  if (socket.readyState === socket.CLOSED) return;
  socket.close(code);
  const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
  socket.once('close', () => clearTimeout(timer));
}
