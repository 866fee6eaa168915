import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** A client that sees what happens on its socket: bytes, FIN, RST. It closes its own end only when it is told to. */
export interface SocketClient {
  socket: Socket;
  /** In the order of their coming: `end` is the other side's FIN; an error is its code, as `ECONNRESET`. */
  events: string[];
  received(): Buffer;
  /** Resolves at this event, or with false after so many milliseconds. */
  until(event: string, mostMs?: number): Promise<boolean>;
  /** Sends a request for this path on the open connection. */
  send(path: string): void;
  /** The next answer's head and body, by its Content-Length. */
  answer(mostMs?: number): Promise<string>;
}

export function openSocket(origin: string, token: string): SocketClient {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  const events: string[] = [];
  let received = Buffer.alloc(0);
  let taken = 0;
  socket.on('connect', () => events.push('connect'));
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  socket.on('end', () => events.push('end'));
  socket.on('error', (error) => events.push('code' in error ? String(error.code) : error.message));
  socket.on('close', () => events.push('close'));

  const waitFor = async (isDone: () => boolean, mostMs: number): Promise<boolean> => {
    for (const endMs = Date.now() + mostMs; Date.now() < endMs;) {
      if (isDone()) return true;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return isDone();
  };
  const wholeAnswer = (): string | undefined => {
    const text = received.subarray(taken).toString('latin1');
    const headEnd = text.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    const size = headEnd + 4 + length;
    return headEnd >= 0 && text.length >= size ? text.slice(0, size) : undefined;
  };
  return {
    socket,
    events,
    received: () => received,
    until: (event, mostMs = 3000) => waitFor(() => events.includes(event), mostMs),
    send(path) {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      );
    },
    async answer(mostMs = 3000) {
      if (!(await waitFor(() => wholeAnswer() !== undefined, mostMs)))
        throw new Error(`no whole answer: ${events.join(' ')}`);
      const text = wholeAnswer() ?? '';
      taken += text.length;
      return text;
    },
  };
}
