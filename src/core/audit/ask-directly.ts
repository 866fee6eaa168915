import type { CrmConnector, DirectAnswer, RaiseConnector } from '../connectors/connector.ts';
import { isOfOneCall } from '../model/failure.ts';
import type { ReadKind } from '../staging/direct-reads.ts';
import type { Connections } from './connections.ts';
import { referenceOf, type ReadRequest } from './direct-reads.ts';

export type Answer = DirectAnswer<unknown>;

type RaiseKind = Extract<ReadKind, `raise.${string}`>;
type CrmKind = Exclude<ReadKind, RaiseKind>;

/** Asks a product for one record, once. What fails is `unknown`; what ends the whole run goes through. */
export async function askDirectly(
  { raise, crm }: Connections,
  { kind, key }: ReadRequest,
  signal?: AbortSignal,
): Promise<Answer> {
  try {
    if (isRaise(kind)) return await askRaise(raise, kind, key, signal);
    return crm === null
      ? { kind: 'unknown', failure: 'not_permitted' }
      : await askCrm(crm, kind, key, signal);
  } catch (error) {
    if (!isOfOneCall(error)) throw error;
    return { kind: 'unknown', failure: error.kind };
  }
}

function isRaise(kind: ReadKind): kind is RaiseKind {
  return kind.startsWith('raise.');
}

function askRaise(
  raise: RaiseConnector,
  kind: RaiseKind,
  key: string,
  signal?: AbortSignal,
): Promise<Answer> {
  switch (kind) {
    case 'raise.donor':
      return raise.readDonor(key, signal);
    case 'raise.gift':
      return raise.readGift(key, signal);
    case 'raise.recurring_gift':
      return raise.readSchedule(key, signal);
  }
}

function askCrm(
  crm: CrmConnector,
  kind: CrmKind,
  key: string,
  signal?: AbortSignal,
): Promise<Answer> {
  switch (kind) {
    case 'crm.contact':
      return crm.readContact(key, signal);
    case 'crm.gift':
      return crm.readGift(key, signal);
    case 'crm.recurring_gift':
      return crm.readSchedule(key, signal);
    case 'crm.contact_by_reference':
      return crm.readContactByReference(referenceOf(key), signal);
    case 'crm.gift_by_reference':
      return crm.readGiftByReference(referenceOf(key), signal);
    case 'crm.gifts_of_contact':
      return crm.giftsOfContact(key, signal);
    case 'crm.recurring_gift_by_reference':
      // CRM+ has no look-up of one schedule by reference: only the batch query tells.
      return Promise.resolve({ kind: 'unknown', failure: 'incomplete_listing' });
  }
}
