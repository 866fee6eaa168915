import type { Finding } from '../../src/core/model/finding.ts';
import type { Change, ResolvedFinding, RunChanges } from '../../src/core/model/lineage.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import type { ConventionStanding } from '../../src/core/model/report.ts';

/** A run as a person would describe it. */
export interface ToldRun {
  readonly id: string;
  readonly asOfUtc: string;
  readonly records: readonly RecordType[];
  /** Inclusive days; null is all time. */
  readonly period: { readonly from: string; readonly to: string } | null;
  /** The records that a run looked at that looks at single ones, "gift raise 7"; null if it read lists. */
  readonly lookedAt: readonly string[] | null;
  /** Of a run of a period: the records that it saw in it. */
  readonly seen: readonly string[];
  /** Whether it read single records alone, with none beside them. */
  readonly isAlone: boolean;
  /** Lists that were not read to their end. */
  readonly incomplete: readonly string[];
  /** What it made of the references by which CRM+ names gifts; null if it met none. */
  readonly standing: ConventionStanding | null;
  readonly findings: readonly Finding[];
}

export interface ToldLineage {
  readonly since: RunChanges['since'];
  readonly placed: readonly { readonly change: Change; readonly firstSeenUtc: string }[];
  readonly resolved: readonly ResolvedFinding[];
  /** How many findings that ask for action are open after it. */
  readonly openAfter: number;
}

/** What each of some runs changed, told from the first to the last in the plainest way. */
export function tellLineage(runs: readonly ToldRun[]): ToldLineage[] {
  const open = new Map<string, Finding>();
  const seenAs = new Map<string, ConventionStanding | null>();
  const firstSeen = new Map<string, string>();
  let since: RunChanges['since'] = null;
  return runs.map((run) => {
    const placed = run.findings.map(({ id }) => {
      const change: Change = open.has(id) ? 'persisting' : firstSeen.has(id) ? 'reappeared' : 'new';
      return { change, firstSeenUtc: firstSeen.get(id) ?? run.asOfUtc };
    });
    const resolved = [...open.values()].flatMap((old) => {
      if (run.findings.some(({ id }) => id === old.id)) return [];
      const isKnown = knowsAs(old, seenAs.get(old.id) ?? null, run.standing);
      return isKnown && isResolved(old, run) ? [asResolved(old, run)] : [];
    });
    for (const { findingId } of resolved) open.delete(findingId);
    for (const finding of run.findings) {
      open.set(finding.id, finding);
      seenAs.set(finding.id, run.standing);
      if (!firstSeen.has(finding.id)) firstSeen.set(finding.id, run.asOfUtc);
    }
    const openAfter = [...open.values()].filter(({ actionable }) => actionable).length;
    const told = { since, placed, resolved, openAfter };
    since = { runId: run.id, asOfUtc: run.asOfUtc };
    return told;
  });
}

/** A reference by which a finding was found must still be one of Raise's. */
function knowsAs(
  old: Finding,
  was: ConventionStanding | null,
  is: ConventionStanding | null,
): boolean {
  if (old.recordType !== 'gift' || is === null) return true;
  const counting = isCrmOnly(old)
    ? ['confirmed', 'proved', 'legacy']
    : ['confirmed', 'proved', 'doubtful'];
  return was === null || !counting.includes(was) || counting.includes(is);
}

function isResolved(old: Finding, run: ToldRun): boolean {
  const lists =
    old.recordType === 'donor'
      ? ['raise.donors', 'crm.contacts']
      : ['raise.donors', 'raise.gifts', 'raise.campaigns', 'crm.contacts', 'crm.gifts'];
  if (lists.some((list) => run.incomplete.includes(list))) return false;
  const isHidden = run.findings.some(
    (now) =>
      ['unreadable', 'crm_unreachable', 'raise_unreachable'].includes(now.state) &&
      now.recordType === old.recordType &&
      ((now.raiseId !== null && now.raiseId === old.raiseId) ||
        (now.crmId !== null && now.crmId === old.crmId)),
  );
  if (isHidden) return false;
  // Something that names no record may be the one that is not found.
  const isUnnamed = run.findings.some(
    ({ state, recordType, raiseId, crmId }) =>
      state === 'unreadable' && recordType === old.recordType && raiseId === null && crmId === null,
  );
  if (isUnnamed && nowOf(old, run) === undefined) return false;
  if (run.lookedAt !== null) {
    if (old.state === 'duplicate_link' && run.isAlone) return false;
    return run.lookedAt.includes(recordOf(old));
  }
  if (!run.records.includes(old.recordType)) return false;
  if (run.period === null) return true;
  const { from, to } = run.period;
  return (
    old.date !== null && old.date >= from && old.date <= to && run.seen.includes(recordOf(old))
  );
}

function recordOf(old: Finding): string {
  return `${old.recordType} ${isCrmOnly(old) ? `crm ${old.crmId}` : `raise ${old.raiseId}`}`;
}

function asResolved(old: Finding, run: ToldRun): ResolvedFinding {
  const now = nowOf(old, run);
  const { id, recordType, state, cause, raiseId, crmId, amountMinor, currency } = old;
  return {
    findingId: id,
    recordType,
    state,
    cause,
    raiseId,
    crmId,
    amountMinor,
    currency,
    becameState: now?.state ?? null,
  };
}

/** What a run says of the same record. */
function nowOf(old: Finding, run: ToldRun): Finding | undefined {
  return run.findings.find(
    ({ recordType, raiseId, crmId }) =>
      recordType === old.recordType &&
      ((raiseId !== null && raiseId === old.raiseId) ||
        (isCrmOnly(old) && crmId !== null && crmId === old.crmId)),
  );
}

function isCrmOnly({ state, raiseId }: Finding): boolean {
  return state === 'missing_in_raise' || raiseId === null;
}
