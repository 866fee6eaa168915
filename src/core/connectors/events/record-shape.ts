import type { RecordType } from '../../model/record-type.ts';
import type { Row } from '../wire/fields.ts';

/**
 * What kind of record a Raise body is: it is the record itself and need not say so (docs/api-facts.md B8). Members that
 * only one kind has decide; null if none is there.
 */
export function raiseShape(row: Row): RecordType | 'campaign' | null {
  if (has(row, ['nextChargeDate', 'profileNumber', 'formattedFrequency', 'successfulCycles']))
    return 'recurring_gift';
  if (
    has(row, ['donationId', 'statusText', 'donorPaidCosts', 'paymentType', 'authorizationNumber'])
  )
    return 'gift';
  if (has(row, ['donorEmailAddresses', 'donorAddresses', 'isGDPRDeleted', 'firstName', 'lastName']))
    return 'donor';
  if (has(row, ['givingGoal', 'applySegmentToRecurringGifts', 'canSync'])) return 'campaign';
  if (has(row, ['frequency']) && has(row, ['startDate'])) return 'recurring_gift';
  return has(row, ['amount']) && has(row, ['donorId', 'date']) ? 'gift' : null;
}

/** The same for a CRM+ model that stands at the top level or unwrapped in `models` (A8). */
export function crmShape(row: Row): RecordType | null {
  if (has(row, ['giftDate', 'giftType', 'giftDesignations'])) return 'gift';
  return has(row, ['contactType', 'contactIndividuals', 'contactReferences']) ? 'donor' : null;
}

function has(row: Row, members: readonly string[]): boolean {
  return members.some((member) => Object.hasOwn(row, member));
}
