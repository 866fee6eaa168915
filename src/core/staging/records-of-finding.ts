import { existsSync } from 'node:fs';
import type { Finding } from '../model/finding.ts';
import type { CrmRecord, FindingSides, RaiseRecord } from '../model/finding-sides.ts';
import type { RecordType } from '../model/record-type.ts';
import { CaptureFile } from './capture-file.ts';
import { CapturedRecords } from './captured-records.ts';
import { formsOfRun } from './forms-of-run.ts';
import { getRun } from './runs.ts';
import type { Workspace } from './workspaces.ts';

/** What records are named by: a finding does, and so does a row behind the tie-out. */
export type NamedRecords = Pick<
  Finding,
  'recordType' | 'raiseId' | 'crmId' | 'relatedRaiseIds' | 'relatedCrmIds'
>;

/**
 * The records a finding is about, as its run read them; null if what the run read is not kept any more. Which
 * references count is known when the run has finished: before, only the records are given whose ids the finding names.
 * @throws Failure usage if there is no such run, storage
 */
export function recordsOfFinding(
  workspace: Workspace,
  runId: string,
  finding: NamedRecords,
): FindingSides | null {
  // Asked first: the id becomes a part of a path only if the workspace knows it.
  const { facts } = getRun(workspace.db, runId);
  const path = workspace.capturePath(runId);
  if (!existsSync(path)) return null;
  const capture = CaptureFile.open(path, true);
  try {
    return sidesOf(
      new CapturedRecords(capture.db, formsOfRun(capture.db, facts?.conventions ?? []).inUse),
      finding,
    );
  } finally {
    capture.close();
  }
}

function sidesOf(records: CapturedRecords, finding: NamedRecords): FindingSides {
  const { recordType, raiseId, crmId } = finding;
  const raiseOf = raiseReader(records, recordType);
  const crmOf = crmReader(records, recordType);
  const named = crmId === null ? null : crmOf(crmId);
  const referring = raiseId === null ? [] : referringTo(records, recordType, raiseId);
  const crm = named === null ? referring : [named, ...referring.filter((r) => r.id !== crmId)];
  const shown = new Set(crm.map((record) => record.id));
  return {
    raise: raiseId === null ? null : raiseOf(raiseId),
    crm,
    related: {
      raise: found(finding.relatedRaiseIds.filter((id) => id !== raiseId).map(raiseOf)),
      crm: found(finding.relatedCrmIds.filter((id) => !shown.has(id)).map(crmOf)),
    },
  };
}

function raiseReader(
  records: CapturedRecords,
  type: RecordType,
): (id: string) => RaiseRecord | null {
  return {
    donor: (id: string) => records.donor(id),
    gift: (id: string) => records.gift(id),
    recurring_gift: (id: string) => records.schedule(id),
  }[type];
}

function crmReader(records: CapturedRecords, type: RecordType): (id: string) => CrmRecord | null {
  return {
    donor: (id: string) => records.contact(id),
    gift: (id: string) => records.crmGift(id),
    recurring_gift: (id: string) => records.crmSchedule(id),
  }[type];
}

function referringTo(records: CapturedRecords, type: RecordType, raiseId: string): CrmRecord[] {
  return {
    donor: () => records.contactsReferringTo(raiseId),
    gift: () => records.crmGiftsOwnedBy(raiseId),
    recurring_gift: () => records.crmSchedulesReferringTo(raiseId),
  }[type]();
}

function found<T>(records: readonly (T | null)[]): T[] {
  return records.filter((record) => record !== null);
}
