import type { ChangeSchedule } from '../changes.ts';
import { errorAnswer, faultAnswer } from './fault-answers.ts';
import type { Faults, Product } from './faults.ts';
import type { SandboxAnswer, SandboxRequest } from './http-server.ts';
import type { RequestLog } from './request-log.ts';

/** What both products do around an answer: token, quota, faults, latency, log. */
export interface ServerFrame {
  product: Product;
  token: string;
  faults: Faults;
  log: RequestLog;
  latencyMs: number;
  changes: ChangeSchedule;
  /** Counts the request; `isOver` refuses it with 429. */
  spend(): { isOver: boolean; headers: { [name: string]: string } };
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
    if (frame.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, frame.latencyMs));
    const { isOver, headers } = frame.spend();
    const kind = frame.faults.next(product, request.segments[0] ?? '');
    const given = isOver
      ? errorAnswer(product, 429, request.path)
      : kind === undefined
        ? await honest(request)
        : await faultAnswer(kind, product, request.path, () => honest(request));
    frame.log.add({
      product,
      method: request.method,
      path: request.path,
      status: given.broken === undefined ? given.status : 0,
    });
    return { ...given, headers: { ...headers, ...given.headers } };
  };
}

function isList(request: SandboxRequest): boolean {
  const last = request.segments.at(-1)?.toLowerCase() ?? '';
  return ['query', 'fullcontact', 'fullgift', 'list'].includes(last);
}
