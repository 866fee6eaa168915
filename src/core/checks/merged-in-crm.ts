import type { Check } from './case.ts';

/** State 5: the linked contact was merged away; the chain is followed to the survivor. */
export const mergedInCrm: Check = {
  state: 'merged_in_crm',
  donor: (c) => {
    const target = c.raise.isErased ? null : c.target();
    if (target?.kind !== 'found' || target.record.mergedIntoContactId === null) return null;
    const last = c.mergeChain().at(-1);
    const survivor = last?.mergedIntoContactId ?? last?.id ?? target.record.mergedIntoContactId;
    return {
      state: 'merged_in_crm',
      cause: 'merged',
      evidence: `Contact ${target.record.id} was merged into ${survivor}${last?.mergedIntoContactId ? ', which could not be found' : ''}.`,
      crmId: target.record.id,
      relatedCrmIds: [survivor],
    };
  },
};
