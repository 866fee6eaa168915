import { toDecimalText } from '../../model/money.ts';
import type { CrmSchedule } from '../../model/records.ts';
import { readInstant, readText } from '../wire/fields.ts';
import { frequencyOfWords } from '../wire/frequency.ts';
import type { RowShape } from '../wire/read-row.ts';
import { optionalDay, optionalId, requireAmount, requireId } from '../wire/wrong-value.ts';
import { readReference, referenceOrNull } from './reference.ts';

/** A currency with four decimals, the most there are: CRM+ tells no currency here, and nothing may be rounded. */
const FINEST_CURRENCY = 'CLF';

/** A CRM+ recurring gift (docs/api-facts.md A7): no currency, `status` free text, cancelled by its date alone. */
export const CRM_SCHEDULE: RowShape<CrmSchedule> = {
  project: (row) => {
    const frequencyText = readText(row['frequency']);
    return {
      id: requireId(row['id'], 'id'),
      reference: readReference(row),
      contactId: optionalId(row['contactId'], 'contactId'),
      amountText: plainDecimal(requireAmount(row['amount'], FINEST_CURRENCY, 'amount')),
      frequency: frequencyOfWords(frequencyText),
      frequencyText,
      startDay: optionalDay(row['startDate'], 'startDate'),
      isCancelled: isMoment(row['cancelDateTimeUtc']),
      createdAt: readInstant(row['createDateTimeUtc']),
      modifiedAt: readInstant(row['modifiedDateTimeUtc']),
    };
  },
  referenceOf: referenceOrNull,
  dayMembers: ['createDateTimeUtc', 'startDate'],
};

/** 100000 in the finest unit -> "10"; 199900 -> "19.99". */
function plainDecimal(amount: number): string {
  return toDecimalText(amount, FINEST_CURRENCY).replace(/\.?0+$/, '');
}

/** Whether a date is told at all; 0001-01-01 is .NET's word for none. */
function isMoment(value: unknown): boolean {
  const text = readText(value);
  return text !== null && !text.startsWith('0001-');
}
