import type { Day } from './days.ts';
import type { Product, RecordType } from './record-type.ts';
import type { Recheck } from './recheck.ts';
import type { LinkConvention } from './report.ts';

/** What a person asked for. Stored with the run, so that resume and re-runs ask for the same. */
export interface AuditRequest {
  readonly records: readonly RecordType[];
  /** Inclusive calendar days; null is all time. */
  readonly fromDay: Day | null;
  readonly toDay: Day | null;
  /** The customer's zone if the user named one; else the organization's. */
  readonly timeZone: string | null;
  readonly lagHours: number;
  readonly dateToleranceDays: number;
  readonly amountToleranceMinor: number;
  readonly includeTestMode: boolean;
  readonly linkSources: readonly string[];
  readonly linkPrefixes: readonly string[];
  /** Only these Raise ids; null is all. */
  readonly ids: readonly string[] | null;
  readonly modifiedFromDay: Day | null;
  /** Only the records of these findings of an earlier run; null is no re-check. */
  readonly recheck: Recheck | null;
  /** How CRM+ refers to Raise, as earlier runs learned it: for a period whose own records are too few to show it. */
  readonly knownConventions: readonly LinkConvention[];
  /** First page size to ask for. */
  readonly pageSize: number;
  /** Requests under way at once in one product. */
  readonly concurrency: number;
  /** Where Raise's admin pages show a record: https addresses with `{id}`. A person types them: none is documented. */
  readonly raiseUrlTemplates: Readonly<Partial<Record<RecordType, string>>>;
}

/** A request as it is stored with its run: also to which addresses it went, since going on must go there again. */
export interface StoredRequest extends AuditRequest {
  readonly origins: Readonly<Record<Product, string | null>>;
  /** Whole lists, or its ids one by one. */
  readonly reads: 'lists' | 'single';
}

export const DEFAULT_REQUEST: AuditRequest = {
  records: ['donor', 'gift', 'recurring_gift'],
  fromDay: null,
  toDay: null,
  timeZone: null,
  lagHours: 24,
  dateToleranceDays: 1,
  amountToleranceMinor: 0,
  includeTestMode: false,
  linkSources: [],
  linkPrefixes: [],
  ids: null,
  modifiedFromDay: null,
  recheck: null,
  knownConventions: [],
  pageSize: 1000,
  concurrency: 4,
  raiseUrlTemplates: {},
};

/** So many ids cost fewer calls one by one than any list does: that needs no counting. */
const MOST_SINGLE_READS = 20;

/** Whether only a few records were asked for. */
export function isShortList({ ids, records, recheck }: AuditRequest): boolean {
  if (recheck !== null) return recheck.items.length <= MOST_SINGLE_READS;
  return ids !== null && records.length === 1 && ids.length <= MOST_SINGLE_READS;
}

/** Whether single records are judged, whatever is read for them. */
export function isNarrow({ ids, modifiedFromDay, recheck }: AuditRequest): boolean {
  return ids !== null || modifiedFromDay !== null || recheck !== null;
}

/** How many lists a run reads: donors always, campaigns for gifts and recurring gifts, and CRM+'s of each record type. */
export function countLists({ records }: AuditRequest, hasCrm: boolean): number {
  const beyondDonors = records.filter((type) => type !== 'donor').length;
  return 1 + beyondDonors + (beyondDonors > 0 ? 1 : 0) + (hasCrm ? records.length : 0);
}

/** A request from its stored text. What an earlier Tieout did not ask yet is as it was then: the default. */
export function readStoredRequest(text: string): StoredRequest {
  const stored = JSON.parse(text) as Partial<StoredRequest>;
  const request = { origins: { raise: null, crm: null }, ...DEFAULT_REQUEST, ...stored };
  return { reads: isShortList(request) ? 'single' : 'lists', ...request };
}

/** A period with days at both ends filled in, or null for all time. */
export function periodOf(request: AuditRequest): { readonly from: Day; readonly to: Day } | null {
  if (request.fromDay === null && request.toDay === null) return null;
  return { from: request.fromDay ?? -1_000_000, to: request.toDay ?? 10_000_000 };
}

/** Whether a record of that day is asked for; one that tells no day is. */
export function isInPeriod(day: Day | null, request: AuditRequest): boolean {
  const period = periodOf(request);
  // A record that tells no day can't be shown to lie outside.
  return period === null || day === null || (day >= period.from && day <= period.to);
}
