import type { Product, RecordType } from './record-type.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseCampaign,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
  UnreadableRecord,
} from './records.ts';

/** Every list that is read, and the record it holds. Names are what coverage and progress show. */
export interface StreamRecords {
  readonly 'raise.donors': RaiseDonor;
  readonly 'raise.gifts': RaiseGift;
  readonly 'raise.recurring_gifts': RaiseSchedule;
  readonly 'raise.campaigns': RaiseCampaign;
  readonly 'crm.contacts': CrmContact;
  readonly 'crm.gifts': CrmGift;
  readonly 'crm.recurring_gifts': CrmSchedule;
}

export type StreamName = keyof StreamRecords;

/** A row on its way into the store: a record of a named stream, or one that could not be parsed. */
export type StreamRow =
  | {
      [S in StreamName]: {
        readonly kind: 'record';
        readonly stream: S;
        readonly record: StreamRecords[S];
      };
    }[StreamName]
  | { readonly kind: 'unreadable'; readonly record: UnreadableRecord };

/** The list of either product in which records of a type stand. */
export const RAISE_STREAM = {
  donor: 'raise.donors',
  gift: 'raise.gifts',
  recurring_gift: 'raise.recurring_gifts',
} as const satisfies Record<RecordType, StreamName>;
export const CRM_STREAM = {
  donor: 'crm.contacts',
  gift: 'crm.gifts',
  recurring_gift: 'crm.recurring_gifts',
} as const satisfies Record<RecordType, StreamName>;

/** "raise.gifts" -> "raise". */
export function productOf(stream: StreamName): Product {
  return stream.startsWith('raise.') ? 'raise' : 'crm';
}

/** "raise.gifts" -> "gifts". */
export function shortNameOf(stream: StreamName): string {
  return stream.slice(stream.indexOf('.') + 1);
}
