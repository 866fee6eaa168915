import type { NewFinding } from '../model/finding.ts';
import type { AcceptedBasis } from '../model/reopening.ts';
import type { TriagePatch } from '../model/triage-step.ts';
import { patchWords } from '../model/triage-words.ts';
import { inTransaction, type Db } from './database.ts';
import { writeStep } from './triage.ts';
import { createTargets, dropWork, writeNext, type Basis } from './triage-next.ts';

export interface ReadDecision {
  /** As they were read; what is accepted is what the read says of them. */
  readonly findings: readonly (NewFinding & { readonly checkedUtc: string })[];
  readonly patch: TriagePatch;
  readonly who: string;
  readonly atUtc: string;
}

/**
 * One step of a person over findings that were read directly, whether or not a run has them: as `decide`, for the same findings by
 * the same ids. @returns how many it changed; 0 writes no step @throws Failure storage
 */
export function decideRead(db: Db, { findings, patch, who, atUtc }: ReadDecision): number {
  return inTransaction(db, () => {
    try {
      createTargets(db);
      const add = db.prepare<unknown[]>(
        'INSERT OR REPLACE INTO temp.triage_target VALUES (?, ?, ?)',
      );
      for (const finding of findings)
        add.run([finding.id, JSON.stringify(basisOf(finding)), finding.checkedUtc]);
      writeNext(db, { patch, atUtc }, AS_READ);
      return writeStep(db, 'decided', who, atUtc, patchWords(patch));
    } finally {
      dropWork(db);
    }
  });
}

const AS_READ: Basis = {
  said: { sql: 'x.said', values: [] },
  asOf: { sql: 'x.as_of_utc', values: [] },
};

function basisOf(finding: NewFinding): AcceptedBasis {
  const { cause, amountMinor, currency, fields, relatedRaiseIds, relatedCrmIds } = finding;
  return { cause, amountMinor, currency, fields, relatedRaiseIds, relatedCrmIds };
}
