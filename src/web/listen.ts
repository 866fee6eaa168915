import type { Server } from 'node:http';
import { Failure, sentenceOf } from '../core/model/failure.ts';

/**
 * Listens on 127.0.0.1, which no other machine can reach, and gives the port.
 * @param port 0 for a free one
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  try {
    await promise;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const why = isTaken ? 'another program has it' : sentenceOf(error);
    const sentence = `Port ${port} can't be opened: ${why}. Name another one, or none to take a free one.`;
    throw new Failure('usage', sentence, {}, error);
  } finally {
    server.off('error', reject);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
