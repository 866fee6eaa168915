import { MessagePort, parentPort } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import { planetRouter } from './planet-router.ts';

// An engine in a worker, as the real one is: each message of its parent is the port of one page.
const handler = new RPCHandler(planetRouter);
parentPort?.on('message', (port: unknown) => {
  if (port instanceof MessagePort) handler.upgrade(port);
});
