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
  const server = createServer(LIMITS, (request, response) => {
    answer(auditor, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxConnections = 32;
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, done);
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
  response.writeHead(200, { ...SAFETY, 'Content-Type': METRICS_TYPES[format] });
  response.end(text);
}

/** A scraper asks in one small request; nobody else may hold a connection for long. */
const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5000,
  requestTimeout: 5000,
  connectionsCheckingInterval: 1000,
};

/** For scrapers alone: no page of the web may take it in as a script, a picture or a frame. */
const SAFETY = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};
