import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeSchedule } from '../changes.ts';
import { listOf } from './answer-rows.ts';
import type { CallKind, Product } from './call-kind.ts';
import { askedText, callKindOf } from './call-kind.ts';
import { errorAnswer } from './error-answers.ts';
import { faultAnswer } from './fault-answers.ts';
import type { Faults } from './faults.ts';
import type { SandboxRequest } from './http-server.ts';
import type { RequestLog } from './request-log.ts';
import type { AnswerHeaders, SandboxAnswer } from './send-answer.ts';

/** What both products do around an answer: token, quota, faults, latency, log. */
export interface ServerFrame {
  product: Product;
  token: string;
  /** The faults of now: they may be replaced while the server runs. */
  faults(): Faults;
  log: RequestLog;
  latencyMs: number;
  /** Ends the wait of the latency. */
  closing: AbortSignal;
  now(): number;
  changes: ChangeSchedule;
  /** Counts the request; `isOver` refuses it with 429. */
  spend(): { isOver: boolean; headers: AnswerHeaders };
}

/** Wraps a product's own answers. Order: quota, injected fault, token, changes while lists are read, answer. */
export function frameServer(
  frame: ServerFrame,
  answer: (request: SandboxRequest) => Promise<SandboxAnswer>,
): (request: SandboxRequest) => Promise<SandboxAnswer> {
  const { product } = frame;
  const honest = async (request: SandboxRequest): Promise<SandboxAnswer> => {
    if (request.authorization !== `Bearer ${frame.token}`)
      return errorAnswer(product, 401, request.path);
    if (isList(request)) frame.changes.beforeList();
    return answer(request);
  };
  return async (request) => {
    if (frame.latencyMs > 0) await waitOrClose(frame.latencyMs, frame.closing);
    const { isOver, headers } = frame.spend();
    const callKind = callKindOf(product, request);
    const given = await faulty(frame, request, callKind, isOver, honest);
    frame.log.add({
      product,
      method: request.method,
      path: request.path,
      callKind,
      asked: askedText(request),
      status: given.broken === undefined ? given.status : 0,
    });
    return { ...given, headers: { ...headers, ...given.headers } };
  };
}

async function faulty(
  frame: ServerFrame,
  request: SandboxRequest,
  callKind: CallKind,
  isOver: boolean,
  honest: (request: SandboxRequest) => Promise<SandboxAnswer>,
): Promise<SandboxAnswer> {
  const { product } = frame;
  const current = frame.faults();
  const resource = request.segments[0] ?? '';
  const fault = current.next({ product, resource, callKind });
  if (isOver) return errorAnswer(product, 429, request.path);
  const key = `${product}/${resource}`.toLowerCase();
  const lastPage = current.lastPages?.get(key);
  const given =
    fault === undefined
      ? await honest(request)
      : await faultAnswer(fault, { product, request, nowMs: frame.now(), lastPage, honest });
  const { lastPages } = current;
  const rows = lastPages !== null && callKind === 'list' ? listOf(given)?.rows : undefined;
  if (rows !== undefined) lastPages?.set(key, rows);
  return given;
}

async function waitOrClose(ms: number, closing: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: closing }).catch(() => undefined);
}

function isList(request: SandboxRequest): boolean {
  const last = request.segments.at(-1)?.toLowerCase() ?? '';
  return ['query', 'fullcontact', 'fullgift', 'list'].includes(last);
}
