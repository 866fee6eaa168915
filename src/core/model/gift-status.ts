/** What a Raise gift's status means for the sync. */
export type GiftStanding = 'syncs' | 'refunded' | 'not_synced';

const REFUNDED = /refund|charge\s*-?\s*back|chargedback|reversed/i;
const NOT_SYNCED =
  /declin|pending|fail|void|cancel|process|error|expired|reject|abandon|incomplete|unpaid|draft/i;

/**
 * Reads `statusText` (docs/api-facts.md B4: `Approved`, `ChargeBack`, `Refunded` were seen; the integers are not
 * documented). A text we don't know, or none, counts as one that syncs: hiding a missing gift would be worse.
 */
export function giftStanding(statusText: string | null): GiftStanding {
  if (statusText === null) return 'syncs';
  if (REFUNDED.test(statusText)) return 'refunded';
  return NOT_SYNCED.test(statusText) && !/^processed$/i.test(statusText) ? 'not_synced' : 'syncs';
}

/** Whether a schedule's display text says that it never becomes one in CRM+. */
export function isScheduleNeverSynced(statusText: string | null): boolean {
  return statusText !== null && /declin|pending|fail|void|reject/i.test(statusText);
}

/** What a schedule's display text says of its life; null where it says nothing we understand. */
export function isScheduleCancelled(statusText: string | null): boolean | null {
  if (statusText === null) return null;
  if (/cancel|ended|stopped|expired|complete|inactive|closed/i.test(statusText)) return true;
  return /active|current|up\s*to\s*date|running|ongoing/i.test(statusText) ? false : null;
}
