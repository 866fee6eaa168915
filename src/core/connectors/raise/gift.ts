import type { ProjectShare, RaiseGift } from '../../model/records.ts';
import { minorUnitDigits } from '../../model/currency.ts';
import { parseAmount } from '../../model/money.ts';
import type { Row } from '../wire/fields.ts';
import { asList, asRow, idOrNull, readFlagOrNull, readInstant, readText } from '../wire/fields.ts';
import type { RowShape } from '../wire/read-row.ts';
import {
  comparedFlag,
  comparedList,
  comparedText,
  optionalId,
  requireAmount,
  requireCurrency,
  requireDay,
  requireId,
} from '../wire/wrong-value.ts';
import { crmKeyOrNull, readLink } from './link.ts';
import { readStatusText } from './status-text.ts';

/**
 * A Raise gift (docs/api-facts.md B4). Key, campaign object, campaign id and `canSync` are documented as absent or not
 * at all; they are read where they come.
 */
export const RAISE_GIFT: RowShape<RaiseGift> = {
  project: (row) => {
    const id = requireId(row['id'], 'id');
    const currency = readCurrency(row);
    const campaign = asRow(row['campaign']);
    const { crmKey, crmKeyUrls } = readLink(row);
    return {
      id,
      donorId: optionalId(row['donorId'] ?? asRow(row['donor'])?.['id'], 'donorId'),
      amountMinor: requireAmount(row['amount'], currency, 'amount'),
      currency,
      day: requireDay(row['date'], 'date'),
      statusText: readStatusText(row),
      donorPaidCostsMinor: readCosts(row['donorPaidCosts'], currency),
      projects: readProjects(row, currency),
      campaignId: idOrNull(row['campaignId'] ?? campaign?.['id']),
      campaignName: readText(row['campaignName']) ?? readText(campaign?.['name']),
      canSync: readFlagOrNull(row['canSync'] ?? campaign?.['canSync']),
      recurringGiftId: idOrNull(row['recurringGiftId']),
      isTestMode: comparedFlag(row['isTestMode'], 'isTestMode'),
      createdAt: readInstant(row['createdDate']),
      modifiedAt: readInstant(row['modifiedDate']),
      crmKey,
      crmKeyUrls,
    };
  },
  crmKeyOf: crmKeyOrNull,
  dayMembers: ['date', 'createdDate'],
};

/** The gift's own currency, else the one its projects were given in; USD is never assumed. */
function readCurrency(row: Row): string {
  const own = row['currency'] || row['currencyCode'];
  if (own) return requireCurrency([own], 'currency');
  const native = asList(row['projects']).map(
    (entry) => asRow(asRow(entry)?.['currencyExchange'])?.['nativeCurrencyCode'],
  );
  return requireCurrency(native, 'currency');
}

/**
 * `donorPaidCosts`: a number, a text, a mere yes or no, or nothing; its form is not documented. A fee computed as a
 * percentage may have more decimals than money has: it is rounded, as the amount that was charged was.
 */
function readCosts(value: unknown, currency: string): number {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (
    value == null ||
    typeof value === 'boolean' ||
    text === '' ||
    text === 'true' ||
    text === 'false'
  )
    return 0;
  if (typeof value === 'number' && Number.isFinite(value)) {
    const exact = parseAmount(value, currency);
    return exact.ok
      ? exact.amountMinor
      : requireAmount(value.toFixed(minorUnitDigits(currency)), currency, 'donorPaidCosts');
  }
  return requireAmount(value, currency, 'donorPaidCosts');
}

/** `projects[]`: amounts are texts, "60.00" or "$60.00" (B2, B4). */
function readProjects(row: Row, currency: string): readonly ProjectShare[] {
  const shares: ProjectShare[] = [];
  for (const entry of comparedList(row['projects'], 'projects')) {
    const share = asRow(entry);
    const amount = share && (share['amount'] ?? asRow(share['currencyExchange'])?.['nativeAmount']);
    if (!share || amount == null || amount === '') continue;
    shares.push({
      name: comparedText(share['name'], 'projects.name'),
      amountMinor: requireAmount(amount, currency, 'projects.amount'),
    });
  }
  return shares;
}
