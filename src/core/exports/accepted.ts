import { setImmediate } from 'node:timers/promises';
import type { AuditReport, SummaryRow } from '../model/report.ts';
import { throwIfCancelled } from './cancel.ts';
import { isAccepted, triageOfReport } from './triage-columns.ts';

type Kind = Pick<SummaryRow, 'recordType' | 'state' | 'cause' | 'currency'>;

/** How many findings of a run persons accepted, by the rows of its summary. */
export class AcceptedCounts {
  readonly #counts = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(kind: Kind): void {
    this.#total += 1;
    this.#counts.set(keyOf(kind), this.of(kind) + 1);
  }

  of(kind: Kind): number {
    return this.#counts.get(keyOf(kind)) ?? 0;
  }
}

const BREATH = 2_000;

/** Looks through the findings once, before anything is written: the first sheet tells it. Nothing to do where nothing is kept. */
export async function countAccepted(
  report: AuditReport,
  signal?: AbortSignal,
): Promise<AcceptedCounts> {
  const counts = new AcceptedCounts();
  if (report.triageOf === undefined) return counts;
  const triageOf = triageOfReport(report);
  let looked = 0;
  for (const finding of report.findings()) {
    if (isAccepted(finding, triageOf(finding.id))) counts.add(finding);
    looked += 1;
    if (looked % BREATH !== 0) continue;
    throwIfCancelled(signal);
    await setImmediate();
  }
  return counts;
}

function keyOf({ recordType, state, cause, currency }: Kind): string {
  return [recordType, state, cause, currency].join('|');
}
