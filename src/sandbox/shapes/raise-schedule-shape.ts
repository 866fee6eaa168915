import { displayDay } from '../zone-clock.ts';
import { formattedAmount, minorOf } from '../money-text.ts';
import type { WireRecord } from '../wire-record.ts';

/** Payments per year -> the words of `formattedFrequency` (docs/api-facts.md B5: the labels are an inference). */
export const FREQUENCY_TEXTS: { [frequency: number]: string } = {
  52: 'Weekly',
  26: 'Bi-Weekly',
  12: 'Monthly',
  4: 'Quarterly',
  2: 'Semi-Annually',
  1: 'Annually',
  100: 'Biennially',
  0: 'One Time',
};

const STATUS_NUMBERS: { [text: string]: number } = {
  Active: 1,
  Paused: 2,
  Cancelled: 3,
  Declined: 4,
  Pending: 5,
  Failed: 6,
};

/** A Raise recurring gift (B5) without its donor, which the server puts in. What `given` states is kept verbatim. */
export function raiseSchedule(
  given: WireRecord & { id: number },
  hasStatusText: boolean,
): WireRecord {
  const { id, ...rest } = given;
  const currency = typeof given['currencyCode'] === 'string' ? given['currencyCode'] : 'USD';
  const amount = 'amount' in given ? given['amount'] : 25;
  const start = typeof given['startDate'] === 'string' ? given['startDate'] : '2026-03-10T00:00:00';
  const next = typeof given['nextChargeDate'] === 'string' ? given['nextChargeDate'] : start;
  const frequency = 'frequency' in given ? given['frequency'] : 12;
  const status = typeof given['statusText'] === 'string' ? given['statusText'] : 'Active';
  const shown = formattedAmount(minorOf(amount, currency), currency);
  return {
    id,
    organizationId: 4101,
    createdDate: '2026-03-10T12:00:00',
    modifiedDate: given['createdDate'] ?? '2026-03-10T12:00:00',
    profileNumber: `P${String(id).padStart(8, '0')}`,
    amount,
    currencyCode: currency,
    baseCurrencyCode: 'USD',
    formattedAmount: shown,
    donorId: null,
    frequency,
    formattedFrequency:
      typeof frequency === 'number' ? (FREQUENCY_TEXTS[frequency] ?? String(frequency)) : null,
    startDate: start,
    startDateFormatted: displayDay(start),
    nextChargeDate: next,
    nextChargeDateFormatted: displayDay(next),
    successfulCycles: 3,
    total: amount,
    formattedTotal: shown,
    status: STATUS_NUMBERS[status] ?? 1,
    ...(hasStatusText ? { statusText: status } : {}),
    isTestMode: false,
    campaignId: null,
    campaignName: null,
    segmentId: null,
    projects: [],
    crmKey: null,
    crmKeyUrls: {},
    ...rest,
  };
}

/** A Raise campaign (B6; note the two differently named dates). */
export function raiseCampaign(given: WireRecord & { id: number }): WireRecord {
  const { id, ...rest } = given;
  return {
    id,
    name: `Campaign ${id}`,
    description: null,
    startDate: '2020-01-01T00:00:00',
    endDate: null,
    duration: null,
    canSync: true,
    crmKey: null,
    crmKeyUrls: {},
    applySegmentToRecurringGifts: false,
    givingGoal: 0,
    createdDateTime: '2020-01-01T12:00:00',
    modifiedDateTime: '2020-01-01T12:00:00',
    ...rest,
  };
}
