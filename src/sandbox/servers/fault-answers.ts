import { isWireRecord } from '../wire-record.ts';
import { listOf } from './answer-rows.ts';
import { bendList } from './bent-list.ts';
import type { Product } from './call-kind.ts';
import { errorAnswer, gatewayAnswer } from './error-answers.ts';
import type { Fault, StatusFault } from './fault-kinds.ts';
import type { SandboxRequest } from './http-server.ts';
import { quotaHeaders } from './quota-lies.ts';
import type { SandboxAnswer } from './send-answer.ts';
import { spoilContent } from './spoiled-content.ts';
import { spoilRow } from './spoiled-row.ts';
import { waitHeaders } from './wait-headers.ts';

/** The call that a fault strikes. `honest` gives the true answer where the fault needs it. */
export interface StruckCall {
  product: Product;
  request: SandboxRequest;
  nowMs: number;
  lastPage: readonly unknown[] | undefined;
  honest: (request: SandboxRequest) => Promise<SandboxAnswer>;
}

/** Spoils an answer as a fault demands. */
export async function faultAnswer(fault: Fault, call: StruckCall): Promise<SandboxAnswer> {
  const { request } = call;
  const honest = (): Promise<SandboxAnswer> => call.honest(request);
  switch (fault.group) {
    case 'status':
      return statusAnswer(fault, call);
    case 'content':
      return spoilContent(fault, honest);
    case 'quota': {
      const answer = await honest();
      return { ...answer, headers: { ...answer.headers, ...quotaHeaders(fault, call.nowMs) } };
    }
    case 'row':
      return spoilRow(fault, await honest());
    case 'list':
      return bendList(fault.kind, request, call.honest, call.lastPage);
  }
}

async function statusAnswer(
  { kind, parameter }: StatusFault,
  { product, request, nowMs, honest }: StruckCall,
): Promise<SandboxAnswer> {
  if (kind === 'poison') {
    const [id = '', form] = parameter.split(':');
    const answer = await honest(request);
    const isSpared = form === 'full' && isShort(request);
    return isSpared || !holds(answer, id) ? answer : errorAnswer(product, 500, request.path);
  }
  const status = Number(kind);
  if (kind === '502' || kind === '504') return gatewayAnswer(status);
  const headers = kind === '429' || kind === '503' ? waitHeaders(parameter, nowMs) : {};
  if (kind === '407') headers['Proxy-Authenticate'] = 'Basic realm="proxy"';
  return errorAnswer(product, status, request.path, headers);
}

/** Whether an answer lacks the details on which a server may fail: CRM+ has a path for it, Raise a member. */
function isShort({ path, body }: SandboxRequest): boolean {
  return body['includeDetails'] === false || /\/(Gift|Contact)\/Query$/.test(path);
}

function holds(answer: SandboxAnswer, id: string): boolean {
  const rows = listOf(answer)?.rows ?? [answer.body];
  return rows.some((row) => isWireRecord(row) && String(row['id'] ?? row['campaignId']) === id);
}
