import { renameSync } from 'node:fs';
import type { NewFinding } from '../model/finding.ts';
import { readStoredRequest } from '../model/request.ts';
import type { State } from '../model/states.ts';
import { runThrough } from '../model/steps.ts';
import { CaptureFile } from '../staging/capture-file.ts';
import type { CapturedRecords } from '../staging/captured-records.ts';
import { copyRows } from '../staging/copy-rows.ts';
import { inTransaction } from '../staging/database.ts';
import { removeDatabase } from '../staging/database-files.ts';
import { prepareForMatching } from '../staging/prepare-for-matching.ts';
import { addRun, writeFindings, type StoredRun } from '../staging/runs.ts';
import { openWorkspaceFile } from '../staging/workspace-file.ts';
import { evaluate } from './evaluate.ts';
import { settledOptions } from './settle.ts';

/** What a provisional look needs; plain values, so that it can be made in another thread. */
export interface ProvisionalOrder {
  readonly capturePath: string;
  /** Where the findings go: a file with a workspace's tables, replaced. */
  readonly findingsPath: string;
  readonly run: Pick<StoredRun, 'id' | 'startedUtc' | 'asOfUtc' | 'request'>;
}

/** States that two records which were both read can show; absence can't be told before the end. */
const PAIRED: ReadonlySet<State> = new Set<State>([
  'duplicate_link',
  'merged_in_crm',
  'link_mismatch',
  'field_drift',
]);

/**
 * Judges what a running audit has read so far, on a copy of its rows, and keeps the findings that rest on two records
 * that were read (product.md §4, speed bars). They may still change.
 * @returns how many; null if nothing can be judged yet
 */
export function judgeProvisionally(order: ProvisionalOrder): number | null {
  const copyPath = copyPathOf(order.findingsPath);
  removeDatabase(copyPath);
  try {
    copyRows(order.capturePath, copyPath);
    const capture = CaptureFile.open(copyPath);
    try {
      const request = readStoredRequest(order.run.request);
      const options = settledOptions(capture, request, Date.parse(order.run.asOfUtc));
      if (options === null) return null;
      runThrough(prepareForMatching(capture.db));
      const { classified, records } = runThrough(evaluate(capture, options));
      const paired = classified.findings.filter(isPaired);
      const isWholeList = capture.snapshot('crm.gifts')?.state === 'sealed';
      return keep(
        order,
        isWholeList ? paired : paired.filter((finding) => !mayLackPart(finding, records)),
      );
    } finally {
      capture.close();
    }
  } finally {
    removeDatabase(copyPath);
  }
}

/** Takes a provisional file away, and what a look that was ended in the middle left: its run has ended. */
export function removeProvisional(findingsPath: string): void {
  for (const path of [findingsPath, newPathOf(findingsPath), copyPathOf(findingsPath)])
    removeDatabase(path);
}

function isPaired(finding: NewFinding): boolean {
  return PAIRED.has(finding.state) && finding.raiseId !== null && finding.crmId !== null;
}

/** A gift may be several in CRM+, and the list of those still goes on: less than the whole amount is no drift yet. */
function mayLackPart(
  { recordType, state, raiseId }: NewFinding,
  records: Pick<CapturedRecords, 'gift' | 'crmGiftsOwnedBy'>,
): boolean {
  if (recordType !== 'gift' || state !== 'field_drift' || raiseId === null) return false;
  const gift = records.gift(raiseId);
  const parts = records.crmGiftsOwnedBy(raiseId);
  const readMinor = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return gift !== null && readMinor < gift.amountMinor + gift.donorPaidCostsMinor;
}

/** Put into its place when it is whole: somebody may be opening the last one now. */
function keep({ findingsPath, run }: ProvisionalOrder, findings: readonly NewFinding[]): number {
  const newPath = newPathOf(findingsPath);
  removeDatabase(newPath);
  const db = openWorkspaceFile(newPath);
  try {
    inTransaction(db, () => {
      addRun(db, run);
      const place = { change: null, firstSeenUtc: run.asOfUtc };
      writeFindings(db, run.id, findings, () => place);
    });
  } finally {
    db.close();
  }
  removeDatabase(findingsPath);
  renameSync(newPath, findingsPath);
  return findings.length;
}

function copyPathOf(findingsPath: string): string {
  return `${findingsPath}.rows`;
}

function newPathOf(findingsPath: string): string {
  return `${findingsPath}.new`;
}
