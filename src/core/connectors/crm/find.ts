import type { HttpClient } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import type { CrmGift } from '../../model/records.ts';
import type { BatchAnswer, DirectAnswer, ParsedRow, StreamRecords } from '../connector.ts';
import { badAnswer, orUnknown } from '../direct-read.ts';
import type { CrmResource } from './query.ts';
import { GIFTS } from './query.ts';
import { readWholeAnswer } from './whole-answer.ts';

const MOST_IDS = 50;

/** What a batch look-up asks for. `control` is a transaction id that is known to be there. */
export interface BatchQuestion {
  readonly transactionIds: readonly string[];
  readonly control: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * One query with an OR group for each transaction id: `Transaction Id` takes no list (docs/api-facts.md A3). Proved
 * only if the control came, everything that came was asked for, and it was all there is. A look-up that is not
 * proved says nothing about what did not come.
 */
export async function findByTransactionIds<S extends 'crm.gifts' | 'crm.recurring_gifts'>(
  http: HttpClient,
  stream: S,
  resource: CrmResource,
  { transactionIds, control, signal }: BatchQuestion,
): Promise<BatchAnswer<StreamRecords[S]>> {
  if (transactionIds.length > MOST_IDS)
    throw new Failure('defect', `At most ${MOST_IDS} ids can be looked up at once.`);
  const ids = [...new Set([control, ...transactionIds])];
  const groups = ids.map((value) => ({
    conditions: [{ parameter: 'Transaction Id', operator: 'Is', value }],
  }));
  const asked = new Set(ids.map(folded));
  const isAsked = (row: ParsedRow<StreamRecords[S]>): boolean => asked.has(transactionIdOf(row));
  const { isWhole, rows, text } = await readWholeAnswer(http, stream, resource, {
    groups,
    isAsked,
    signal,
  });
  return {
    isProved: isWhole && rows.some((row) => transactionIdOf(row) === folded(control)),
    rows,
    text,
  };
}

/** All gifts of a contact (`Contact Id`, A3), whatever their day. The text is a page of `crm.gifts`. */
export function findGiftsOfContact(
  http: HttpClient,
  contactId: string,
  signal: AbortSignal | undefined,
): Promise<DirectAnswer<readonly CrmGift[]>> {
  return orUnknown<readonly CrmGift[]>(async () => {
    const groups = [
      { conditions: [{ parameter: 'Contact Id', operator: 'Is', value: contactId }] },
    ];
    const isAsked = (row: ParsedRow<CrmGift>): boolean =>
      row.kind === 'unreadable' || row.record.contactId === contactId;
    const { isWhole, rows, text } = await readWholeAnswer(http, 'crm.gifts', GIFTS, {
      groups,
      isAsked,
      signal,
    });
    if (!isWhole) return badAnswer();
    const gifts: CrmGift[] = [];
    for (const row of rows) {
      if (row.kind === 'unreadable') return { kind: 'unreadable', record: row.record, text };
      gifts.push(row.record);
    }
    return { kind: 'found', record: gifts, text };
  });
}

function transactionIdOf(row: ParsedRow<CrmGift | StreamRecords['crm.recurring_gifts']>): string {
  return folded(row.record.reference?.id ?? '');
}

/** The product may compare texts without case. */
function folded(id: string): string {
  return id.trim().toLowerCase();
}
