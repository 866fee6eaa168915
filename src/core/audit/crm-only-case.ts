import type { CrmOnlyCase } from '../checks/case.ts';
import type { RecordType } from '../model/record-type.ts';
import { SINGLE_READ } from './direct-reads.ts';
import type { ClassifyContext, CrmOnlyRow } from './classify-context.ts';

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
      reads.outcomes(SINGLE_READ.raise[type], only.raiseIds, () =>
        only.raiseIds.some((id) => records.keyOf(type, id).exists) ? only : null,
      ),
    possibleSurvivors,
  };
}
