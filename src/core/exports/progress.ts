import type { Finding } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';

/** Facts about a running export: findings written, of how many. */
export interface ExportProgress {
  readonly phase: 'export';
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: ExportProgress) => void;

const EVERY = 500;

/** Counts the findings that pass by and tells the listener now and then, and at the end. */
export class FindingCounter {
  readonly #total: number;
  readonly #tell: OnProgress | undefined;
  #done = 0;

  constructor(report: AuditReport, tell: OnProgress | undefined) {
    this.#total = findingCount(report);
    this.#tell = tell;
  }

  *count(findings: Iterable<Finding>): Generator<Finding> {
    for (const finding of findings) {
      yield finding;
      this.#done += 1;
      if (this.#done % EVERY === 0) this.#report();
    }
  }

  finish(): void {
    this.#report();
  }

  #report(): void {
    this.#tell?.({ phase: 'export', done: this.#done, total: Math.max(this.#total, this.#done) });
  }
}

function findingCount(report: AuditReport): number {
  if (report.view) return report.view.count;
  return report.summary
    .filter((row) => row.state !== 'consistent')
    .reduce((sum, row) => sum + row.count, 0);
}
