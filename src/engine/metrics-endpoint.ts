import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METRICS_TYPES, type Auditor, type MetricsFormat } from '../core/auditor.ts';
import { Failure } from '../core/model/failure.ts';
import { measuredOverviews } from './overviews.ts';

export interface MetricsEndpoint {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers http://127.0.0.1:<port>/metrics, to this machine alone, with figures of customers and nothing of donors.
 * @throws Failure usage if the port is taken
 */
export async function openMetricsEndpoint(
  auditor: Auditor,
  port: number,
): Promise<MetricsEndpoint> {
  const server = createServer((request, response) => {
    answer(auditor, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(port, '127.0.0.1', done);
    });
  } catch (error) {
    const sentence = `Port ${port} can't be used for the metrics: another program has it, or it is reserved.`;
    throw new Failure('usage', sentence, {}, error);
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

async function answer(
  auditor: Auditor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A page of the web that has its own name resolve to this machine names another host.
  const host = request.headers.host?.replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') {
    response.writeHead(421).end();
    return;
  }
  if (request.method !== 'GET' || request.url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  const isOpen = request.headers.accept?.includes('application/openmetrics-text') ?? false;
  const format: MetricsFormat = isOpen ? 'openmetrics' : 'prometheus';
  const text = await auditor.metricsText(measuredOverviews(auditor), format);
  response.writeHead(200, { 'Content-Type': METRICS_TYPES[format], 'Cache-Control': 'no-store' });
  response.end(text);
}
