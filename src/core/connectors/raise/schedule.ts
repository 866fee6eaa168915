import type { RaiseSchedule } from '../../model/records.ts';
import { asRow, idOrNull, readInstant, readText, readTextOrNumber } from '../wire/fields.ts';
import { frequencyOfNumber, frequencyOfWords } from '../wire/frequency.ts';
import type { RowShape } from '../wire/read-row.ts';
import {
  comparedFlag,
  optionalDay,
  optionalId,
  requireAmount,
  requireCurrency,
  requireId,
} from '../wire/wrong-value.ts';
import { crmKeyOrNull, readLink } from './link.ts';
import { readStatusText } from './status-text.ts';

/** A Raise recurring gift (docs/api-facts.md B5), with its whole donor inside. */
export const RAISE_SCHEDULE: RowShape<RaiseSchedule> = {
  project: (row) => {
    const id = requireId(row['id'], 'id');
    const currency = requireCurrency(
      [row['currencyCode'], row['baseCurrencyCode'], row['currency']],
      'currencyCode',
    );
    const campaign = asRow(row['campaign']);
    const frequencyText = readText(row['formattedFrequency']);
    const { crmKey, crmKeyUrls } = readLink(row);
    return {
      id,
      organizationId: readTextOrNumber(row['organizationId']),
      donorId: optionalId(asRow(row['donor'])?.['id'] ?? row['donorId'], 'donorId'),
      amountMinor: requireAmount(row['amount'], currency, 'amount'),
      currency,
      frequency: frequencyOfWords(frequencyText) ?? frequencyOfNumber(row['frequency']),
      frequencyText: frequencyText ?? readText(row['frequency']),
      startDay: optionalDay(row['startDate'], 'startDate'),
      statusText: readStatusText(row),
      campaignId: idOrNull(row['campaignId'] ?? campaign?.['id']),
      campaignName: readText(row['campaignName']) ?? readText(campaign?.['name']),
      isTestMode: comparedFlag(row['isTestMode'], 'isTestMode'),
      createdAt: readInstant(row['createdDate']),
      modifiedAt: readInstant(row['modifiedDate']),
      crmKey,
      crmKeyUrls,
    };
  },
  crmKeyOf: crmKeyOrNull,
  dayMembers: ['createdDate', 'startDate'],
};
