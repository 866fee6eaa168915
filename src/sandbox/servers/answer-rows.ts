import { PageRows } from '../query/page-rows.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';
import type { SandboxAnswer } from './send-answer.ts';

/** A list that a product answered, to be answered with other rows. */
export interface AnsweredList {
  rows: readonly unknown[];
  total: unknown;
  /** The same answer with other members; rows and total stay unless they are given. */
  with(changed: { rows?: readonly unknown[]; total?: unknown }): SandboxAnswer;
}

/** The rows of a page of CRM+ (`list`) or Raise (`items`); undefined for every other answer. */
export function listOf(answer: SandboxAnswer): AnsweredList | undefined {
  const { body, status } = answer;
  if (status !== 200 || !isWireRecord(body)) return undefined;
  const member = 'list' in body ? 'list' : 'items';
  const list = body[member];
  const rows: unknown = list instanceof PageRows ? [...list] : list;
  if (!Array.isArray(rows)) return undefined;
  return {
    rows,
    total: body['total'],
    with: (changed) => ({
      ...answer,
      body: {
        ...body,
        [member]: changed.rows ?? rows,
        ...('total' in changed ? { total: changed.total } : {}),
      },
    }),
  };
}

/** The one record that a product answered. */
export function recordOf({ body, status }: SandboxAnswer): WireRecord | undefined {
  return status === 200 && isWireRecord(body) ? body : undefined;
}
