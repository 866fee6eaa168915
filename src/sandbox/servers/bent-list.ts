import type { WireRecord } from '../wire-record.ts';
import { listOf } from './answer-rows.ts';
import type { ListFault } from './fault-kinds.ts';
import type { SandboxRequest } from './http-server.ts';
import type { SandboxAnswer } from './send-answer.ts';

/**
 * The honest list bent:
 * - `repeat`: the rows of the list page before it again, whatever was asked for; honest if there was none;
 * - `shrink`: only the first half of its rows, of one row none;
 * - `shift`: the page from one row later on, as if a row before it had just been deleted; its total stays, so that
 *   nothing tells that a row was skipped;
 * - `totallow`, `totalhigh`: a twentieth less or more, at least one; `totalnull`, `totaltext`: no number.
 *
 * Answers that are no list stay honest.
 */
export async function bendList(
  kind: ListFault['kind'],
  request: SandboxRequest,
  honest: (request: SandboxRequest) => Promise<SandboxAnswer>,
  lastPage: readonly unknown[] | undefined,
): Promise<SandboxAnswer> {
  const answer = await honest(kind === 'shift' ? oneLater(request) : request);
  const list = listOf(answer);
  if (list === undefined) return answer;
  switch (kind) {
    case 'repeat':
      return lastPage === undefined ? answer : list.with({ rows: lastPage });
    case 'shrink':
      return list.with({ rows: list.rows.slice(0, Math.floor(list.rows.length / 2)) });
    case 'shift':
      return answer;
    case 'totallow':
      return list.with({ total: Math.max(0, Number(list.total) - lie(list.total)) });
    case 'totalhigh':
      return list.with({ total: Number(list.total) + lie(list.total) });
    case 'totalnull':
      return list.with({ total: null });
    case 'totaltext':
      return list.with({ total: 'many' });
  }
}

function lie(total: unknown): number {
  return Math.max(1, Math.round(Number(total) * 0.05));
}

/** The same request, but one row further: both products and surfaces name `skip` in their own way. */
function oneLater(request: SandboxRequest): SandboxRequest {
  const query = new URLSearchParams(request.query);
  const inQuery = [...query.keys()].find((name) => name.toLowerCase() === 'skip');
  const inBody = Object.keys(request.body).find((name) => name.toLowerCase() === 'skip');
  const body: WireRecord = { ...request.body };
  const further = (skip: unknown): number => Number(skip ?? 0) + 1;
  if (inQuery !== undefined) query.set(inQuery, String(further(query.get(inQuery))));
  if (inBody !== undefined) body[inBody] = further(body[inBody]);
  if (inQuery === undefined && inBody === undefined) {
    for (const name of ['skip', 'Skip']) query.set(name, '1');
    body['skip'] = 1;
  }
  return { ...request, query, body };
}
