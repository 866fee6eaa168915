import type { StreamFilter } from '../connectors/connector.ts';
import type { Day } from '../model/days.ts';
import type { StreamName } from '../model/streams.ts';
import type { StreamPlan } from './stream-pages.ts';
import { periodOf, type AuditRequest } from '../model/request.ts';

/** Manual entries are looked for within three days of a gift, so CRM+ is read at least that far beyond a period. */
const LEAST_PADDING_DAYS = 3;

/**
 * Which lists an audit reads, and how narrowly. All time: every list once. A period: gifts by their day, padded on both sides
 * (product.md §4, Periods). Donors and contacts are read for gifts and schedules too: whether a gift sits on the right
 * contact rests on merges, references and households, and asking for single contacts would cost more calls.
 */
export function planCapture(request: AuditRequest, hasCrm: boolean): StreamPlan[] {
  const { records } = request;
  const padding = Math.max(request.dateToleranceDays + 1, LEAST_PADDING_DAYS);
  const gifts = periodFilter(request, 'date', padding);
  const plans: StreamPlan[] = [{ stream: 'raise.donors', filter: null }];
  const add = (stream: StreamName, filter: StreamFilter | null): void =>
    void plans.push({ stream, filter });
  if (records.includes('gift')) add('raise.gifts', gifts);
  if (records.includes('recurring_gift')) add('raise.recurring_gifts', null);
  if (records.some((type) => type !== 'donor')) add('raise.campaigns', null);
  if (!hasCrm) return plans;
  add('crm.contacts', null);
  if (records.includes('gift')) add('crm.gifts', gifts);
  if (records.includes('recurring_gift')) add('crm.recurring_gifts', null);
  return plans;
}

/** The days of gifts that were read on both sides whole: those on which a convention may be sampled. */
export function sampledDays(
  request: AuditRequest,
): { readonly from: Day; readonly to: Day } | null {
  return periodOf(request);
}

function periodFilter(
  request: AuditRequest,
  field: StreamFilter['field'],
  paddingDays: number,
): StreamFilter | null {
  if (request.fromDay === null && request.toDay === null) return null;
  return {
    field,
    fromDay: request.fromDay === null ? null : request.fromDay - paddingDays,
    toDay: request.toDay === null ? null : request.toDay + paddingDays,
  };
}
