import type { CrmOnlyCase } from '../checks/case.ts';
import type { RecordType } from '../model/record-type.ts';
import type { ReadKind } from '../staging/direct-reads.ts';
import type { ClassifyContext, CrmOnlyRow } from './classify-context.ts';

const READ: Readonly<Record<RecordType, ReadKind>> = {
  donor: 'raise.donor',
  gift: 'raise.gift',
  recurring_gift: 'raise.recurring_gift',
};

/** Lays out the facts of a CRM+ record that names Raise records of which none was read. */
export function crmOnlyCase(
  context: ClassifyContext,
  type: RecordType,
  only: CrmOnlyRow,
  possibleSurvivors: () => string[],
): CrmOnlyCase {
  const { reads, records, listing } = context.sources;
  return {
    type,
    crmId: only.crmId,
    raiseIds: only.raiseIds,
    isLegacy: only.isLegacy,
    unreadable: null,
    listing: listing.raise[type],
    lookUp: () =>
      reads.outcomes(READ[type], only.raiseIds, () =>
        only.raiseIds.some((id) => records.keyOf(type, id).exists) ? only : null,
      ),
    possibleSurvivors,
  };
}
