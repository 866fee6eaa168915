import { amountText, decimalsOf, formattedAmount, minorOf } from '../money-text.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';

/** Status labels: those of the one public client (B4), then invented numbers for the others. */
const STATUS_NUMBERS: { [text: string]: number } = {
  Approved: 1,
  Declined: 2,
  Pending: 3,
  Refunded: 4,
  ChargeBack: 5,
  Voided: 6,
  Failed: 7,
};

/** A Raise gift with every member of docs/api-facts.md B4; what `given` states is kept verbatim. */
export function raiseGift(given: WireRecord & { id: number }): WireRecord {
  const { id, ...rest } = given;
  const currency = typeof given['currency'] === 'string' ? given['currency'] : 'USD';
  const amount = 'amount' in given ? given['amount'] : 100;
  const status = typeof given['statusText'] === 'string' ? given['statusText'] : 'Approved';
  const date = given['date'] ?? '2026-03-10T12:00:00';
  return {
    id,
    currency,
    amount,
    formattedAmount: formattedAmount(minorOf(amount, currency), currency),
    date,
    createdDate: '2026-03-10T12:00:00',
    modifiedDate: given['createdDate'] ?? '2026-03-10T12:00:00',
    status: STATUS_NUMBERS[status] ?? 99,
    statusText: status,
    gateway: 'Stripe',
    authorizationNumber: null,
    transactionId: `pi_${String(id).padStart(10, '0')}`,
    donationId: id * 3 + 7,
    paymentInfo: 'Visa x4242',
    paymentType: 'Credit Card',
    segment: null,
    motivation: null,
    campaignName: null,
    segmentName: null,
    notes: null,
    comment: null,
    donorId: null,
    billingName: null,
    shippingName: null,
    recurringGiftId: null,
    giftAidRequested: false,
    canRefund: status === 'Approved',
    donorPaidCosts: 0,
    paymentProviderTransactionUrl: null,
    submissionUrl: null,
    isAnonymous: false,
    isTestMode: false,
    billingAddress: emptyAddress(),
    shippingAddress: emptyAddress(),
    browserInfo: {},
    ...rest,
    projects: raiseProjects(given['projects'], currency),
  };
}

/** Completes `projects`; amounts are strings on the wire. A value that is no list is served as given. */
function raiseProjects(given: unknown, currency: string): unknown {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return given;
  return given.map((entry: unknown, n): unknown => {
    if (!isWireRecord(entry)) return entry;
    const amount = entry['amount'];
    const text =
      typeof amount === 'number' ? amountText(minorOf(amount, currency), currency) : amount;
    return {
      projectId: n + 1,
      name: null,
      currencyExchange: currencyExchange(Number(text ?? 0), currency),
      ...entry,
      amount: text ?? '0',
    };
  });
}

function currencyExchange(amount: number, currency: string): WireRecord {
  const rate = currency === 'USD' ? 1 : (RATES[currency] ?? 1);
  const base = Number((amount * rate).toFixed(decimalsOf('USD')));
  return {
    nativeAmount: amount,
    nativeCurrencyCode: currency,
    settledExchangeRate: rate,
    settledAmount: base,
    settledCurrencyCode: 'USD',
    baseExchangeRate: rate,
    baseAmount: base,
    baseCurrencyCode: 'USD',
    isDifferentCurrency: currency !== 'USD',
  };
}

/** Fixed rates to the base currency, good enough for a simulation. */
export const RATES: { [currency: string]: number } = {
  USD: 1,
  EUR: 1.1,
  JPY: 0.0067,
  KWD: 3.25,
  CAD: 0.73,
};

function emptyAddress(): WireRecord {
  return {
    address1: null,
    address2: null,
    city: null,
    state: null,
    postal: null,
    countryString: null,
  };
}
