import { displayDay } from '../zone-clock.ts';
import { formattedAmount, minorOf } from '../money-text.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord, textOf } from '../wire-record.ts';
import { stampsOf } from './crm-contact-shape.ts';
import { RATES } from './raise-gift-shape.ts';

/** A full CRM+ gift (docs/api-facts.md A6, gift.json). What `given` states is kept verbatim. */
export function crmGift(given: WireRecord & { id: number }): WireRecord {
  const { id, ...rest } = given;
  const amount = 'amount' in given ? given['amount'] : 100;
  const currency = typeof given['currencyCode'] === 'string' ? given['currencyCode'] : 'USD';
  const giftType = given['giftType'] ?? 'Credit';
  const date = given['giftDate'] ?? '2026-03-10T00:00:00';
  const contactId = given['contactId'] ?? null;
  const passthrough = given['contactPassthroughId'] ?? null;
  return {
    id,
    transactionSource: null,
    transactionId: null,
    contactId,
    contactName: null,
    contactUrl: `/api/Contact/${textOf(contactId)}`,
    giftType,
    giftTypeFormatted: giftType,
    giftDate: date,
    giftDateFormatted: typeof date === 'string' ? displayDay(date) : null,
    amount,
    amountFormatted: formattedAmount(minorOf(amount, currency), currency),
    currencyCode: currency,
    exchangeRate: RATES[currency] ?? 1,
    baseCurrencyCode: 'USD',
    batch: null,
    ...stampsOf(given),
    segmentId: null,
    segment: null,
    segmentCode: null,
    segmentUrl: null,
    mediaOutletId: null,
    mediaOutlet: null,
    grantId: null,
    grant: null,
    grantUrl: null,
    notes: '',
    tribute: null,
    tributeId: null,
    tributeType: null,
    acknowledgeeIndividualId: null,
    isAcknowledgedGift: false,
    acknowledgementDate: null,
    acknowledgementNotes: '',
    receiptDate: null,
    receiptDateFormatted: '',
    contactPassthroughId: passthrough,
    contactPassthroughUrl: passthrough === null ? null : `/api/Contact/${textOf(passthrough)}`,
    contactIndividualId: null,
    cashAccountingCode: null,
    giftAskId: null,
    contactMembershipId: null,
    giftPremiums: [],
    pledgePayments: [],
    recurringGiftPayments: [],
    giftUrl: `/api/Gift/${id}`,
    isPrivate: false,
    isTaxDeductible: true,
    customFields: [],
    ...rest,
    giftDesignations: giftDesignations(id, given['giftDesignations'], currency),
  };
}

function giftDesignations(giftId: number, given: unknown, currency: string): unknown {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return given;
  return given.map((entry: unknown, n): unknown => {
    if (!isWireRecord(entry)) return entry;
    const projectId = entry['projectId'] ?? n + 1;
    const shown = formattedAmount(minorOf(entry['amountDesignated'] ?? 0, currency), currency);
    return {
      id: giftId * 10 + n + 1,
      projectId,
      project: null,
      projectCode: null,
      externalAccountingCode: null,
      projectType: 'Unspecified',
      projectLocation: 'Unspecified',
      projectUrl: `/api/Project/${textOf(projectId)}`,
      amountDesignated: 0,
      display: `${textOf(entry['project'])}: ${shown}`,
      ...entry,
    };
  });
}

/** A full CRM+ recurring gift (A7, recurring_gift.json). */
export function crmSchedule(given: WireRecord & { id: number }): WireRecord {
  const { id, ...rest } = given;
  const start = given['startDate'] ?? '2026-03-10T00:00:00';
  return {
    id,
    transactionSource: null,
    transactionId: null,
    contactId: null,
    recurringGiftDate: start,
    startDate: start,
    amount: 25,
    frequency: 'Monthly',
    anticipatedEndDate: null,
    cancelDateTimeUtc: null,
    ...stampsOf(given),
    segmentId: null,
    segment: null,
    segmentUrl: null,
    automatedPayments: true,
    trackPayments: true,
    isPrivate: false,
    status: 'UpToDate',
    nextExpectedPaymentDate: start,
    designations: [],
    customFields: [],
    ...rest,
  };
}
