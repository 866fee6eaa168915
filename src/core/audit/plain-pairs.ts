import type { Cause } from '../model/states.ts';
import type { ExplainedRow } from '../staging/explained-rows.ts';
import { readShares } from '../staging/labels.ts';
import type { UnlikePair } from '../staging/suspects.ts';
import type { Difference } from './classify-context.ts';
import { shareDifferences } from './differences.ts';

/** A plain pair of which the amounts or the projects differ, and none of that is a finding. */
export function plainPairExplained(pair: UnlikePair): ExplainedRow {
  const amount = pair.raiseAmount - pair.crmAmount;
  const shares = shareDifferences(
    readShares(pair.raiseShares, pair.raiseAmount),
    readShares(pair.crmShares, pair.crmAmount),
  );
  const difference = { amount, shares, isCosts: amount !== 0 && amount === -pair.costs };
  return {
    recordType: 'gift',
    raiseId: String(pair.raiseId),
    crmId: null,
    day: pair.day,
    currency: pair.currency,
    campaign: pair.campaign,
    state: 'consistent',
    cause: consistentCause(difference),
    count: 0,
    amount,
    shares,
  };
}

/** Why a consistent record's sides differ. */
export function consistentCause(
  difference: Pick<Difference, 'amount' | 'isCosts' | 'shares'>,
): Cause {
  if (difference.amount === 0)
    return difference.shares.length === 0 ? 'agrees' : 'project_not_told';
  return difference.isCosts ? 'donor_paid_costs' : 'within_tolerance';
}
