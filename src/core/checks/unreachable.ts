import type { FailureKind } from '../model/failure.ts';
import type { Outcome } from '../model/outcome.ts';
import { stateEntry, type Cause } from '../model/states.ts';
import {
  hasCounterpart,
  type Check,
  type DonorCase,
  type GiftCase,
  type ScheduleCase,
  type Verdict,
} from './case.ts';
import { isAbsenceClaimed } from './expectation.ts';

/** State 2, CRM+: the other side could not be read for this record. Unknown is never missing. */
export const crmUnreachable: Check = {
  state: 'crm_unreachable',
  donor: verdictOn,
  gift: verdictOn,
  schedule: verdictOn,
};

/** State 2, Raise: a CRM+ record's Raise record could not be read. */
export const raiseUnreachable: Check = {
  state: 'raise_unreachable',
  gift: whetherExpected,
  schedule: whetherExpected,
  crmOnly: (c) => {
    if (c.isLegacy || c.raiseIds.length === 0) return null;
    const failure = c.listing.failure ?? failureIn(c.lookUp());
    return failure === null
      ? null
      : unreached(
          'raise_unreachable',
          failure,
          `Raise record ${c.raiseIds.join(', ')} could not be read`,
          c.crmId,
        );
  },
};

function verdictOn(c: DonorCase | GiftCase | ScheduleCase): Verdict | null {
  const target = c.target();
  const crmId = c.key.kind === 'crm' ? c.key.crmId : null;
  if (target?.kind === 'unknown')
    return unreached(
      'crm_unreachable',
      target.failure,
      `CRM+ record ${crmId} could not be read`,
      crmId,
    );
  if (hasCounterpart(c)) {
    const unread = c.linkedUnknown();
    return unread === null
      ? null
      : unreached(
          'crm_unreachable',
          unread,
          'What its link rests on in CRM+ could not be read',
          crmId,
        );
  }
  if (target !== null || c.key.kind === 'malformed') return null;
  if (!c.listing.isComplete) {
    return unreached(
      'crm_unreachable',
      c.listing.failure ?? 'incomplete_listing',
      'CRM+ has not been read completely',
      null,
    );
  }
  if (!c.listing.isList && !c.hasConvention) {
    return unreached(
      'crm_unreachable',
      'incomplete_listing',
      'No list was read, and no link convention is known by which it could be asked for',
      null,
    );
  }
  if (c.listing.isList && !isAbsenceClaimed(c)) return null;
  if (!c.listing.isWhole && !c.hasConvention) {
    return unreached(
      'crm_unreachable',
      'incomplete_listing',
      'Only a part of the list was read, and no link convention is known by which it could be asked for',
      null,
    );
  }
  const failure = failureIn(c.lookUp());
  return failure === null
    ? null
    : unreached('crm_unreachable', failure, 'A direct read in CRM+ gave no answer', null);
}

/** Nobody can say that it is missing who doesn't know whether its campaign or its donor is synced at all. */
function whetherExpected(c: GiftCase | ScheduleCase): Verdict | null {
  if (
    c.key.kind === 'malformed' ||
    c.target() !== null ||
    hasCounterpart(c) ||
    !isAbsenceClaimed(c)
  )
    return null;
  const failure = c.exclusionUnknown();
  return failure === null
    ? null
    : unreached(
        'raise_unreachable',
        failure,
        'Its donor or its campaign could not be read in Raise',
        null,
      );
}

function failureIn(outcomes: readonly Outcome<unknown>[]): FailureKind | null {
  for (const outcome of outcomes) {
    if (outcome.kind === 'unknown') return outcome.failure;
    if (outcome.kind === 'unreadable') return 'bad_answer';
  }
  return null;
}

function unreached(
  state: 'crm_unreachable' | 'raise_unreachable',
  failure: FailureKind,
  what: string,
  crmId: string | null,
): Verdict {
  const cause: Cause = failure in stateEntry(state).causes ? (failure as Cause) : 'bad_answer';
  return {
    state,
    cause,
    evidence: `${what}: ${stateEntry(state).causes[cause]?.words ?? failure}.`,
    crmId,
  };
}
