import type { StreamName, StreamRecords } from '../model/streams.ts';
import type { FailureKind } from '../model/failure.ts';
import type { Day } from '../model/days.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  OrganizationFacts,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
  Reference,
  UnreadableRecord,
} from '../model/records.ts';

export type { StreamName, StreamRecords } from '../model/streams.ts';

/** One row of a page: read, or quarantined. */
export type ParsedRow<T> =
  | { readonly kind: 'record'; readonly record: T }
  | { readonly kind: 'unreadable'; readonly record: UnreadableRecord };

/**
 * The form of list that is read, tried in this order: the query, the query without the filter that the product
 * refused, and Raise's plain list (docs/api-facts.md B2).
 */
export type ListSurface = 'query' | 'query_unfiltered' | 'list';

/** Where a read goes on after a page; plain JSON, stored with the page's rows as their checkpoint. */
export type Cursor =
  | {
      readonly mode: 'keyset';
      readonly via: ListSurface;
      /** The last id that was read; null before the first. */
      readonly afterId: string | null;
      /** Rows beyond `afterId` that were read or passed without their id being known. */
      readonly skip: number;
      /** Rows received so far, those that were passed included. */
      readonly received: number;
      /** The `total` of the first page, null if none. */
      readonly advertised: number | null;
      readonly take: number;
    }
  | {
      readonly mode: 'offset';
      readonly via: ListSurface;
      /** Rows received so far, the overlap not counted twice. */
      readonly skip: number;
      /** Id of the last row received: the next page must begin with it. Null if it has none: then nothing overlaps. */
      readonly lastId: string | null;
      readonly take: number;
    };

/** A narrower read. Days are inclusive calendar days; the caller re-applies them to every row. */
export interface StreamFilter {
  readonly field: 'date' | 'created' | 'modified';
  readonly fromDay: Day | null;
  readonly toDay: Day | null;
}

export interface StreamPage<S extends StreamName = StreamName> {
  readonly stream: S;
  /** The answer's bytes as received: UTF-8, from whose text `parsePage` gives the same rows at any later time. */
  readonly body: Uint8Array;
  readonly rows: readonly ParsedRow<StreamRecords[S]>[];
  /** Rows at the start of this page that repeat the end of the page before (offset mode), to be ignored. */
  readonly overlap: number;
  /** The `total` that came with this page; null if none or not a number. */
  readonly total: number | null;
  /** Where to go on. */
  readonly next: Cursor;
  /** True on the empty answer that proves the end (no rows beyond the last one). */
  readonly isEnd: boolean;
}

/** What the pager noticed on its way; any of them means that completeness needs a second look. */
export type PagingAnomaly =
  | 'sort_not_honoured'
  | 'filter_ignored'
  | 'page_shifted'
  | 'page_repeated'
  | 'page_shrank'
  | 'rows_skipped_unreadable';

export interface ReadStreamOptions {
  readonly from?: Cursor | null;
  readonly filter?: StreamFilter | null;
  /** Page size to ask for; default 1000. The server may serve less. */
  readonly take?: number;
  /** Rows of the first page alone: a second look at the same list then has its pages begin elsewhere. */
  readonly firstTake?: number;
  readonly signal?: AbortSignal;
  readonly onAnomaly?: (anomaly: PagingAnomaly, detail: string) => void;
}

/** One record's answer to a direct read. One 404 is `not_found`; only the audit turns two of them into "absent". */
export type DirectAnswer<T> =
  | { readonly kind: 'found'; readonly record: T; readonly text: string }
  | { readonly kind: 'unreadable'; readonly record: UnreadableRecord; readonly text: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unknown'; readonly failure: FailureKind };

/** What both connectors can do. Streams a connector doesn't have throw a defect. */
export interface StreamReader<S extends StreamName> {
  /**
   * Pages of a stream in order, until the empty answer that proves the end. Never trusts `take`, `total`, order
   * or filter. Resumes at `from`. A page that stays unreadable is halved down to one row; a single poison row is
   * reported as an unreadable row and passed. After `sort_not_honoured`, `filter_ignored` or `page_shifted` the same
   * id may come again: the later one counts.
   * @throws Failure when a page can't be read after all tries
   */
  readStream<T extends S>(
    stream: T,
    options?: ReadStreamOptions,
  ): AsyncGenerator<StreamPage<T>, void, void>;
  /** The advertised number of records: one call with the smallest page. Null if the product tells none. */
  countStream(
    stream: S,
    filter?: StreamFilter | null,
    signal?: AbortSignal,
  ): Promise<number | null>;
}

export type RaiseStream =
  'raise.donors' | 'raise.gifts' | 'raise.recurring_gifts' | 'raise.campaigns';
export type CrmStream = 'crm.contacts' | 'crm.gifts' | 'crm.recurring_gifts';

export interface RaiseConnector extends StreamReader<RaiseStream> {
  readDonor(id: string, signal?: AbortSignal): Promise<DirectAnswer<RaiseDonor>>;
  readGift(id: string, signal?: AbortSignal): Promise<DirectAnswer<RaiseGift>>;
  readSchedule(id: string, signal?: AbortSignal): Promise<DirectAnswer<RaiseSchedule>>;
}

/** Answer of a batch look-up by references. `isProved` only if the control came back and nothing else did. */
export interface BatchAnswer<T> {
  readonly isProved: boolean;
  readonly rows: readonly ParsedRow<T>[];
  readonly text: string;
}

export interface CrmConnector extends StreamReader<CrmStream> {
  organization(signal?: AbortSignal): Promise<OrganizationFacts>;
  readContact(id: string, signal?: AbortSignal): Promise<DirectAnswer<CrmContact>>;
  readGift(id: string, signal?: AbortSignal): Promise<DirectAnswer<CrmGift>>;
  readSchedule(id: string, signal?: AbortSignal): Promise<DirectAnswer<CrmSchedule>>;
  /** GET /api/Contact/{source}/{id} (A4). */
  readContactByReference(
    reference: Reference,
    signal?: AbortSignal,
  ): Promise<DirectAnswer<CrmContact>>;
  /** GET /api/Gift/{source}/{id} (A6). */
  readGiftByReference(reference: Reference, signal?: AbortSignal): Promise<DirectAnswer<CrmGift>>;
  /**
   * One query with an OR group for each transaction id (A3), one of them `control`, known to be there: proves
   * that the filter was applied. At most 50 ids.
   */
  findGifts(
    transactionIds: readonly string[],
    control: string,
    signal?: AbortSignal,
  ): Promise<BatchAnswer<CrmGift>>;
  findSchedules(
    transactionIds: readonly string[],
    control: string,
    signal?: AbortSignal,
  ): Promise<BatchAnswer<CrmSchedule>>;
  /**
   * Gifts of one contact, full form, whatever their day (query by `Contact Id`, A3; rows of other contacts dropped when
   * the filter is ignored: then `unknown`, bad_answer). Finds reversals outside a period. The text is a page of `crm.gifts`.
   */
  giftsOfContact(
    contactId: string,
    signal?: AbortSignal,
  ): Promise<DirectAnswer<readonly CrmGift[]>>;
}

/** Reads rows again from a stored answer, without the network: list answers by `stream`, single ones by `parseRecord`. */
export interface StoredAnswers {
  parsePage<T extends StreamName>(stream: T, text: string): readonly ParsedRow<StreamRecords[T]>[];
  parseRecord<T extends StreamName>(stream: T, text: string): ParsedRow<StreamRecords[T]>;
}
