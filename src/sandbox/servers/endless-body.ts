import type { ServerResponse } from 'node:http';

const DRIP_MS = 50;
const FLOOD_CHUNK = Buffer.alloc(65_536, ' ');

/** Sends the start of an answer, and then a space now and then until the connection ends. */
export function drip(response: ServerResponse, start: Buffer): void {
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(timer));
  if (start.length > 0) response.write(start);
  else response.flushHeaders();
}

/** Sends the start of an answer, and then spaces as fast as they are read until the connection ends. */
export function flood(response: ServerResponse, start: Buffer): void {
  const more = (): void => {
    // A chunk fills the buffer, so that a client that reads slowly costs no memory.
    while (!response.destroyed && response.write(FLOOD_CHUNK));
  };
  response.on('drain', more);
  if (start.length > 0) response.write(start);
  more();
}
