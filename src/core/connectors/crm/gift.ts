import type { CrmGift, ProjectShare } from '../../model/records.ts';
import type { Row } from '../wire/fields.ts';
import { asRow, readInstant } from '../wire/fields.ts';
import type { RowShape } from '../wire/read-row.ts';
import {
  comparedList,
  comparedText,
  optionalId,
  requireAmount,
  requireCurrency,
  requireDay,
  requireId,
} from '../wire/wrong-value.ts';
import { readReference, referenceOrNull } from './reference.ts';

/**
 * A CRM+ gift (docs/api-facts.md A6). The full form is meant: amount a number, day an ISO text without zone. The
 * abbreviated form's "$10.50" and "12/7/2023" are read too, but it has no reference and so links to nothing.
 */
export const CRM_GIFT: RowShape<CrmGift> = {
  project: (row) => {
    const currency = requireCurrency(
      [row['currencyCode'], row['baseCurrencyCode']],
      'currencyCode',
    );
    const giftType = comparedText(row['giftType'], 'giftType');
    return {
      id: requireId(row['id'], 'id'),
      reference: readReference(row),
      contactId: optionalId(row['contactId'], 'contactId'),
      contactPassthroughId: optionalId(row['contactPassthroughId'], 'contactPassthroughId'),
      giftType,
      // "Reversing Transaction"; "Reversal" in other places.
      isReversal: giftType !== null && /revers/i.test(giftType),
      amountMinor: requireAmount(row['amount'], currency, 'amount'),
      currency,
      day: requireDay(row['giftDate'], 'giftDate'),
      designations: readDesignations(row, currency),
      createdAt: readInstant(row['createDateTimeUtc']),
      modifiedAt: readInstant(row['modifiedDateTimeUtc']),
    };
  },
  referenceOf: referenceOrNull,
  dayMembers: ['giftDate', 'createDateTimeUtc'],
};

/** `giftDesignations[]`; one without an amount says nothing, one with a wrong amount would hide a difference. */
function readDesignations(row: Row, currency: string): readonly ProjectShare[] {
  const shares: ProjectShare[] = [];
  for (const entry of comparedList(row['giftDesignations'], 'giftDesignations')) {
    const share = asRow(entry);
    if (!share || share['amountDesignated'] == null) continue;
    shares.push({
      name: comparedText(share['project'], 'giftDesignations.project'),
      amountMinor: requireAmount(
        share['amountDesignated'],
        currency,
        'giftDesignations.amountDesignated',
      ),
    });
  }
  return shares;
}
