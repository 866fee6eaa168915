import { giftStanding } from '../model/gift-status.ts';
import type { Arrival, LiveRow } from '../model/live-row.ts';
import type { RecordType } from '../model/record-type.ts';
import type { LiveSide } from '../staging/live/sides.ts';

/** The row of a Raise record, and of what CRM+ has of it: a function of both sides alone. */
export function pairedRow(
  recordType: RecordType,
  raiseId: string,
  raise: LiveSide | null,
  crm: readonly LiveSide[],
): LiveRow {
  return rowOf({ recordType, raiseId, loneCrmId: null }, raise, crm);
}

/** The row of a CRM+ record that is not known to come from Raise. */
export function loneRow(crm: LiveSide): LiveRow {
  return rowOf({ recordType: crm.recordType, raiseId: null, loneCrmId: crm.id }, null, [crm]);
}

function rowOf(
  ids: Pick<LiveRow, 'recordType' | 'raiseId' | 'loneCrmId'>,
  raise: LiveSide | null,
  crm: readonly LiveSide[],
): LiveRow {
  const sides = raise === null ? crm : [raise, ...crm];
  const there = crm.filter(({ deletedMs }) => deletedMs === null);
  const arrival = arrivalOf(ids.raiseId, raise, there, crm);
  const raiseDeletedMs = raise?.deletedMs ?? null;
  const crmDeletedMs = there.length > 0 ? null : least(crm.flatMap((side) => side.deletedMs ?? []));
  const crmFirstMs = least(crm.map(({ firstMs }) => firstMs));
  const facts = (raise ?? there[0] ?? crm[0])?.facts;
  return {
    ...ids,
    crmIds: there.map(({ id }) => id),
    arrival,
    raiseFirstMs: raise?.firstMs ?? null,
    raiseLastMs: raise?.lastMs ?? null,
    crmFirstMs,
    crmLastMs: greatest(crm.map(({ lastMs }) => lastMs)),
    raiseDeletedMs,
    crmDeletedMs,
    sinceMs: sinceMs(arrival, raise?.firstMs ?? null, crmFirstMs, raiseDeletedMs, crmDeletedMs),
    lastMs: greatest(sides.map(({ lastMs }) => lastMs)) ?? 0,
    raiseAmountMinor: raise?.facts.amountMinor ?? null,
    crmAmountMinor: sumOf(there, facts?.currency ?? null),
    currency: facts?.currency ?? null,
    date: facts?.date ?? null,
    campaignName: raise?.facts.campaignName ?? null,
    isTestMode: raise?.facts.isTestMode === true,
    expected: arrival === 'only_raise' && raise !== null ? expectedAbsence(raise) : null,
    created: total(sides, 'created'),
    updated: total(sides, 'updated'),
    deleted: total(sides, 'deleted'),
    events: total(sides, 'events'),
    version: sides
      .map((side) => `${side.orderDigest.slice(0, 12)}${side.deletedMs === null ? '' : '-'}`)
      .join(' '),
  };
}

function arrivalOf(
  raiseId: string | null,
  raise: LiveSide | null,
  there: readonly LiveSide[],
  crm: readonly LiveSide[],
): Arrival {
  const isInRaise = raise !== null && raise.deletedMs === null;
  if (there.length === 0) return isInRaise ? 'only_raise' : 'gone';
  if (raiseId !== null) return isInRaise ? 'both' : 'only_crm';
  return crm.some(({ facts }) => facts.references.length > 0) ? 'unlinked' : 'crm_born';
}

/** One product has it alone since the other's was deleted, or since it was first told. */
function sinceMs(
  arrival: Arrival,
  raiseFirstMs: number | null,
  crmFirstMs: number | null,
  raiseDeletedMs: number | null,
  crmDeletedMs: number | null,
): number | null {
  if (arrival === 'only_raise') return crmDeletedMs ?? raiseFirstMs;
  return arrival === 'only_crm' ? (raiseDeletedMs ?? crmFirstMs) : null;
}

/** Why a gift that Raise alone told of need not be in CRM+, by the causes of the audit (product.md §2). */
function expectedAbsence({ recordType, facts }: LiveSide): LiveRow['expected'] {
  if (recordType !== 'gift') return null;
  if (giftStanding(facts.statusText) !== 'syncs') return 'status_not_synced';
  return facts.canSync === false ? 'campaign_not_synced' : null;
}

function sumOf(sides: readonly LiveSide[], currency: string | null): number | null {
  let sum = 0;
  for (const { facts } of sides) {
    if (facts.amountMinor === null || facts.currency !== currency) return null;
    sum += facts.amountMinor;
  }
  return sides.length === 0 ? null : sum;
}

function total(
  sides: readonly LiveSide[],
  count: 'created' | 'updated' | 'deleted' | 'events',
): number {
  return sides.reduce((sum, side) => sum + side[count], 0);
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}

function greatest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
