import type { Check } from './case.ts';

/** State 10: a CRM+ record claims to come from Raise, and Raise confirms that it has no such record. */
export const missingInRaise: Check = {
  state: 'missing_in_raise',
  crmOnly: (c) => {
    const [raiseId] = c.raiseIds;
    if (raiseId === undefined) return null;
    const base = {
      state: 'missing_in_raise',
      crmId: c.crmId,
      relatedRaiseIds: c.raiseIds.slice(1),
    } as const;
    if (c.isLegacy) {
      return {
        ...base,
        cause: 'legacy_id',
        evidence: `It refers to ${raiseId} in the form of the older generation, of which Raise has no records.`,
      };
    }
    if (!c.lookUp().every((outcome) => outcome.kind === 'absent')) return null;
    const survivors = c.type === 'donor' ? c.possibleSurvivors() : [];
    if (survivors.length > 0) {
      return {
        ...base,
        cause: 'possibly_merged_in_raise',
        evidence: `Raise answered twice that it has no donor ${raiseId}; donor ${survivors.join(', ')} has the contact’s email, or name and phone.`,
        relatedRaiseIds: [...c.raiseIds.slice(1), ...survivors],
      };
    }
    return {
      ...base,
      cause: 'raise_record_absent',
      evidence: `It refers to Raise record ${raiseId}; Raise answered twice that it has no such record.`,
    };
  },
};
