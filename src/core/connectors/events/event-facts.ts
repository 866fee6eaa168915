import { parseCurrency } from '../../model/currency.ts';
import { formatDay } from '../../model/days.ts';
import type { InstantMs } from '../../model/instants.ts';
import type { LiveFacts } from '../../model/live-event.ts';
import { parseAmount } from '../../model/money.ts';
import type { Product } from '../../model/record-type.ts';
import type { Reference } from '../../model/records.ts';
import { referenceOf } from '../crm/reference.ts';
import type { Row } from '../wire/fields.ts';
import {
  asList,
  asRow,
  readFlagOrNull,
  readInstant,
  readText,
  readTextOrNumber,
} from '../wire/fields.ts';
import { quickDay } from '../wire/quick-dates.ts';

/** What of a record in a webhook the rules need. A member of the wrong form is "not told": the record itself is read before anything is said. */
export function readFacts(product: Product, row: Row): LiveFacts {
  const currency = currencyOf(row);
  const campaign = asRow(row['campaign']);
  const giftType = readText(row['giftType']);
  return {
    amountMinor: amountOf(row['amount'], currency),
    currency,
    date: dayOf(row['date'] ?? row['giftDate']),
    statusText: readText(row['statusText']),
    campaignName: readText(row['campaignName']) ?? readText(campaign?.['name']),
    canSync: readFlagOrNull(row['canSync'] ?? campaign?.['canSync']),
    isTestMode: readFlagOrNull(row['isTestMode']),
    isReversal: giftType !== null && /revers/i.test(giftType),
    crmKey: product === 'raise' ? readTextOrNumber(row['crmKey']) : null,
    references: product === 'crm' ? referencesOf(row) : [],
  };
}

/** When the record last changed, as far as it tells. */
export function changedAtOf(row: Row): InstantMs | null {
  const told = [
    row['modifiedDateTimeUtc'],
    row['createDateTimeUtc'],
    row['modifiedDate'],
    row['createdDate'],
    row['modifiedDateTime'],
    row['createdDateTime'],
  ].flatMap((value) => readInstant(value) ?? []);
  return told.length === 0 ? null : Math.max(...told);
}

function referencesOf(row: Row): readonly Reference[] {
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [row['transactionSource'], row['transactionId']],
    ...asList(row['contactReferences']).map((entry) => {
      const reference = asRow(entry);
      return [reference?.['source'], reference?.['id']] as const;
    }),
  ];
  return pairs.flatMap(([source, id]) => {
    try {
      return referenceOf(source, id, 'reference') ?? [];
    } catch {
      return [];
    }
  });
}

function currencyOf(row: Row): string | null {
  for (const member of ['currency', 'currencyCode', 'baseCurrencyCode']) {
    const value = row[member];
    if (value !== null && value !== undefined && value !== '') return parseCurrency(value);
  }
  return null;
}

function amountOf(value: unknown, currency: string | null): number | null {
  if (currency === null || (typeof value === 'string' && value.length > 64)) return null;
  const amount = parseAmount(value, currency);
  return amount.ok ? amount.amountMinor : null;
}

function dayOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 60 || value.startsWith('0001-')) return null;
  const day = quickDay(value);
  return day === null ? null : formatDay(day);
}
