import { channel } from 'node:diagnostics_channel';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
  type Progress,
} from '../../src/core/auditor.ts';
import type { AuditReport, RunFacts } from '../../src/core/model/report.ts';
import { PHASES } from '../kills/phases.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** What the child is to do, as JSON in argv[2]. */
export interface ChildOrder {
  readonly raise: { readonly url: string; readonly token: string };
  readonly crm: { readonly url: string; readonly token: string } | null;
  readonly dataFolder: string;
  /**
   * `go-on`: what a person does after a crash, whatever was reached: goes on with the run if there is one that did not
   * finish, else begins one; then exports. `rerun`: the rules again on what the finished run stored.
   */
  readonly work: 'go-on' | 'rerun';
  readonly request: Partial<AuditRequest>;
  /** What time it is when a run begins; waits take no time. Null is the machine's own clock. */
  readonly startMs: number | null;
  /** How much later this start of the program is. */
  readonly laterMs?: number;
  readonly exportTo: readonly string[];
  /** Look at both sides of every finding too. */
  readonly lookAtSides?: boolean;
}

/** What the child tells when it has done everything, in its last line. */
export interface ChildResult {
  readonly facts: RunFacts;
  /** Both sides of each finding, by the finding's id. */
  readonly sides: Readonly<Record<string, unknown>>;
}

export const auditChild = import.meta.filename;
const WORKSPACE = 'killed';

/** One audit in a process of its own, to be killed. */
if (import.meta.main) {
  const order = JSON.parse(process.argv[2] ?? '{}') as ChildOrder;
  process.stdout.write('ready\n');
  const auditor = createAuditor({ dataFolder: order.dataFolder, version: 'test' });
  const report = order.work === 'rerun' ? rerun(auditor) : await goOn(auditor, order);
  for (const path of order.exportTo) await auditor.export(report, path);
  const result: ChildResult = {
    facts: report.run,
    sides: order.lookAtSides ? sidesOf(auditor, report) : {},
  };
  auditor.close();
  process.stdout.write(`result ${JSON.stringify(result)}\n`);
}

async function goOn(auditor: Auditor, order: ChildOrder): Promise<AuditReport> {
  const [run] = auditor.workspaces().includes(WORKSPACE) ? auditor.runs(WORKSPACE) : [];
  if (run?.state === 'finished') return auditor.report(WORKSPACE, run.id);
  // A run that was never begun begins now; one that goes on goes on later than it began.
  const startMs = order.startMs === null ? null : order.startMs + (run ? (order.laterMs ?? 0) : 0);
  const requestsPerSecond = 1000;
  const link = auditor.connect({
    raise: { ...order.raise, requestsPerSecond },
    crm: order.crm && { ...order.crm, requestsPerSecond },
    ...(startMs === null ? {} : { clock: createVirtualClock({ startMs, isAuto: true }) }),
  });
  return auditor.audit(link, {
    workspace: WORKSPACE,
    request: { ...DEFAULT_REQUEST, ...order.request },
    resume: run !== undefined,
    onProgress: tellPhase,
  });
}

function tellPhase(progress: Progress): void {
  if (progress.kind === 'phase') channel(PHASES).publish(progress.phase);
}

function rerun(auditor: Auditor): AuditReport {
  return auditor.rerun(WORKSPACE, auditor.report(WORKSPACE).run.id);
}

function sidesOf(auditor: Auditor, report: AuditReport): Record<string, unknown> {
  const { id } = report.run;
  return Object.fromEntries(
    [...report.findings()].map((finding) => [finding.id, auditor.sides(WORKSPACE, id, finding)]),
  );
}
