import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HookScheme } from '../../src/core/model/hook-scheme.ts';
import type { Product } from '../../src/core/model/record-type.ts';
import { crmGiftBody, raiseGiftBody } from './bodies.ts';

export const SECRET = 'canary-secret-of-hooks-7731';
export const PATHS = { raise: '/hook/raise-1', crm: '/hook/crm-2' };
export const RAISE_SCHEME: HookScheme = {
  kind: 'hmac-sha256',
  encoding: 'hex',
  header: 'x-raise-signature',
  prefix: 'sha256=',
  timestampHeader: null,
};
export const CRM_SCHEME: HookScheme = {
  kind: 'hmac-sha256',
  encoding: 'base64',
  header: 'x-virtuous-signature',
  prefix: '',
  timestampHeader: null,
};

export interface Planned {
  readonly product: Product;
  readonly body: string;
  readonly isForged: boolean;
}

/** Seeded, so that a run can be made again. */
export function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two events a gift, one in ten of all sent twice, one in a hundred forged, all in random order. */
export function planLoad(gifts: number, seed: number): Planned[] {
  const random = draws(seed);
  const honest: Planned[] = [];
  for (let id = 1; id <= gifts; id += 1) {
    honest.push({ product: 'raise', body: raiseGiftBody({ id }), isForged: false });
    honest.push({
      product: 'crm',
      body: crmGiftBody({ id: id + 5_000_000, raiseId: id }),
      isForged: false,
    });
  }
  const twice = honest.filter(() => random() < 0.1);
  const forged = honest
    .filter(() => random() < 0.01)
    .map(({ product }, at) => ({
      product,
      body:
        product === 'raise'
          ? raiseGiftBody({ id: 9_000_000 + at })
          : crmGiftBody({ id: 9_000_000 + at, raiseId: 8_000_000 + at }),
      isForged: true,
    }));
  const all = [...honest, ...twice, ...forged];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as Planned, all[at] as Planned];
  }
  return all;
}

export function headersFor({ product, body, isForged }: Planned): Record<string, string> {
  const hmac = createHmac('sha256', isForged ? 'somebody else' : SECRET).update(body);
  return product === 'raise'
    ? { 'x-raise-signature': `sha256=${hmac.digest('hex')}` }
    : { 'x-virtuous-signature': hmac.digest('base64') };
}

/** Status of the answer, or 0 where none came. */
export function post(
  agent: Agent,
  port: number,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const sent = request(
    {
      agent,
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    },
    (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    },
  );
  sent.on('error', () => resolve(0));
  sent.end(body);
  return promise;
}

export interface LoadResult {
  readonly accepted: readonly Planned[];
  readonly refused: readonly Planned[];
  readonly unanswered: readonly Planned[];
  readonly answerMs: readonly number[];
  readonly seconds: number;
}

/** Sends everything over so many connections; `onSent` is told how many have been answered. */
export async function sendAll(
  port: number,
  load: readonly Planned[],
  connections: number,
  onSent?: (count: number) => void,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const accepted: Planned[] = [];
  const refused: Planned[] = [];
  const unanswered: Planned[] = [];
  const answerMs: number[] = [];
  const began = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const planned = load[next];
      next += 1;
      if (planned === undefined) return;
      const from = performance.now();
      const status = await post(
        agent,
        port,
        PATHS[planned.product],
        headersFor(planned),
        planned.body,
      );
      if (status !== 0) answerMs.push(performance.now() - from);
      (status >= 200 && status < 300 ? accepted : status === 0 ? unanswered : refused).push(
        planned,
      );
      onSent?.(answerMs.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return { accepted, refused, unanswered, answerMs, seconds: (performance.now() - began) / 1000 };
}

/** A listener of its own process on a folder; told to end, it prints the milliseconds of processor time that it took. */
export async function startChild(
  folder: string,
  port = 0,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'listener-child.ts'), folder, String(port)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, port: Number(line) };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
