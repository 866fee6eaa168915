import { testConnection } from './audit/connection-test.ts';
import { planAudit } from './audit/plan.ts';
import { quickCheck } from './audit/quick-check.ts';
import { recheckRequest } from './audit/recheck.ts';
import { removeProvisional, type ProvisionalOrder } from './audit/provisional.ts';
import { createAlertDesk, type AlertDesk } from './facade/alerts.ts';
import { createAudits, type AuditCommand, type PowerTestCommand } from './facade/audits.ts';
import { createBackstopDesk, type BackstopDesk } from './facade/backstops.ts';
import { connect, type ConnectOptions, type Link } from './facade/connect.ts';
import { storedAnswers } from './connectors/stored-answers.ts';
import { createCustomers, type Customers } from './facade/customers.ts';
import { writeExport, type ExportOptions } from './exports/write-export.ts';
import { writeOverview } from './exports/workbook/overview/write-overview.ts';
import type { OverviewRow } from './exports/workbook/overview/overview-row.ts';
import type { ConnectionReport, ConnectionStep } from './model/connection-report.ts';
import { createKeeping, type Keeping } from './facade/keeping.ts';
import { createLive, type Live } from './facade/live.ts';
import { holdAll, LiveFiles } from './facade/live-files.ts';
import type { FindingSides } from './model/finding-sides.ts';
import type { ResolvedFinding, RunChanges } from './model/lineage.ts';
import type { AuditPlan } from './model/plan.ts';
import type { WorkspaceOverview } from './model/overview.ts';
import type { QuickCheck, QuickCheckRequest } from './model/quick-check.ts';
import type { AuditReport, SummaryRow } from './model/report.ts';
import type { AuditRequest } from './model/request.ts';
import type { PowerTest } from './model/run-analysis.ts';
import type { TieOutCell, TieOutRows } from './model/tie-out-rows.ts';
import type { VerifyStep } from './model/verification.ts';
import { metricsText, writeMetrics, type MetricsFormat } from './facade/metrics.ts';
import { OpenWorkspaces } from './facade/open-workspaces.ts';
import { overviewOf } from './facade/overview.ts';
import { PaceKeeper } from './facade/pace-keeper.ts';
import { createPublishing, type Publishing } from './facade/publishing.ts';
import { recordsOfFinding, type NamedRecords } from './staging/records-of-finding.ts';
import { changesOf, resolvedBy } from './staging/run-changes.ts';
import { tieOutRows } from './staging/tie-out-rows.ts';
import { planPace } from './facade/plan-pace.ts';
import { newestFinished, newestOfLists, reportOf } from './facade/report.ts';
import { createResults, findingsSource, type Results } from './facade/results.ts';
import { acceptedOf } from './staging/decided-findings.ts';
import { getRun, listRuns, newestRun, summaryOf, type StoredRun } from './staging/runs.ts';
import { verifyDataFolder, type VerifyOptions } from './staging/verify/verify-data-folder.ts';
import { listWorkspaces, type Workspace } from './staging/workspaces.ts';
import {
  lockHolder,
  takeWriterLock,
  type Activity,
  type Holder,
  type WriterLock,
} from './staging/writer-lock.ts';
import { createTriageDesk, type TriageDesk } from './facade/triage.ts';
import { keepYoungSpaceSmall } from './facade/young-space.ts';

export type { AlertChoice, DeliveryPorts } from './facade/alerts.ts';
export type { AuditCommand, PowerTestCommand } from './facade/audits.ts';
export type { BackstopResult } from './facade/backstops.ts';
export { judgeProvisionally, type ProvisionalOrder } from './audit/provisional.ts';
export { PaceOfRun } from './audit/pace-of-run.ts';
export { METRICS_TYPES, type MetricsFormat } from './facade/metrics.ts';
export { DEFAULT_REQUEST, type AuditRequest } from './model/request.ts';
export type { AuditPlan } from './model/plan.ts';
export type { Progress, ProgressListener } from './model/progress.ts';
export type { QuickCheck, QuickCheckRequest } from './model/quick-check.ts';
export { connect, type ConnectOptions, type Link } from './facade/connect.ts';
export type { Customers } from './facade/customers.ts';
export type { FindingsView, Results } from './facade/results.ts';
export {
  leaseKey,
  readStoreAddress,
  STORE_VARIABLE,
  type StoreAddress,
} from './facade/publishing.ts';
export type { StoredRun } from './staging/runs.ts';
export type { TriageDesk } from './facade/triage.ts';
export type { Live } from './facade/live.ts';
export type { Listener } from './monitor/listener.ts';
export type { SubscriptionChange } from './facade/live-subscriptions.ts';
export { asStorageFailure } from './staging/database.ts';
export { inUse, type Holder } from './staging/writer-lock.ts';
export type { OverviewRow } from './exports/workbook/overview/overview-row.ts';
export { overviewSentence } from './exports/overview-words.ts';
export { isLeftBehind, ownPrefix } from './exports/process-marks.ts';
export { exportFormat } from './exports/write-export.ts';

/** What every host calls: the window, the browser tab, the command line, the tests. */
export interface Auditor {
  readonly customers: Customers;
  readonly results: Results;
  readonly backstops: BackstopDesk;
  readonly alerts: AlertDesk;
  readonly triage: TriageDesk;
  /** What of old runs is taken away. */
  readonly keeping: Keeping;
  /** Copies of results in a PostgreSQL that several machines share. */
  readonly publishing: Publishing;
  /** Live confirmation by webhooks. */
  readonly live: Live;
  connect(options: ConnectOptions): Link;
  /**
   * Lets the link go on with what the workspace's products last told of their pace, waits above all, and keeps what they tell it. Does
   * nothing for a workspace that isn't there yet; an audit does it by itself. @throws Failure storage
   */
  keepPace(workspace: string, link: Link): void;
  /** Counts first: calls, time, quota share; reads nothing else. */
  plan(link: Link, request: AuditRequest, signal?: AbortSignal): Promise<AuditPlan>;
  /** Whether both tokens work and belong to one nonprofit, in some 25 calls. @throws Failure cancelled */
  testConnection(
    link: Link,
    request: AuditRequest,
    signal?: AbortSignal,
    onStep?: (step: ConnectionStep) => void,
  ): Promise<ConnectionReport>;
  /** Runs an audit to its end and gives its report. @throws Failure; in_use if somebody else changes the workspace */
  audit(link: Link, command: AuditCommand): Promise<AuditReport>;
  /**
   * What to ask `plan` and `audit` for, so that they look again at the findings to act on that a run left open (default: the newest
   * finished one); null if it left none. @throws Failure usage if there is no such run, or it is not finished
   */
  recheck(workspace: string, runId?: string): AuditRequest | null;
  /** One record on both sides, in a few calls. */
  check(link: Link, request: QuickCheckRequest): Promise<QuickCheck>;
  /** Runs the rules again on stored answers, without the network. @throws Failure; in_use as `audit` */
  rerun(workspace: string, runId: string): AuditReport;
  /**
   * Plants known errors in a copy of what a run stored, runs the rules on it, and keeps with the run what they found; no call is made
   * and the run's own result stays as it is. Stops when it is closed. @throws Failure; in_use as `audit`; usage for a run of single
   * records, without CRM+, or with a list that was not read completely; cancelled
   */
  powerTest(workspace: string, command?: PowerTestCommand): Promise<PowerTest>;
  /** What `judgeProvisionally` needs to look at a run that goes on; until it ends, `results` shows what it left. */
  provisionalOrder(workspace: string, runId: string): ProvisionalOrder;
  removeProvisional(workspace: string, runId: string): void;
  runs(workspace: string): StoredRun[];
  /** The newest run, or the newest finished one; null if there is none. Much cheaper than all of them. */
  newestRun(workspace: string, of: 'any' | 'finished'): StoredRun | null;
  workspaces(): string[];
  /**
   * Checks every file of all workspaces, or of one, without changing anything; tells progress and results as they come.
   * @throws Failure usage, storage, cancelled
   */
  verify(options?: VerifyOptions): AsyncGenerator<VerifyStep, void, void>;
  /** Who changes a workspace now; null if nobody does: then a run that still says "running" was interrupted. */
  holder(workspace: string): Holder | null;
  /** A finished run's report; the newest if no id is given. @throws Failure usage if there is none */
  report(workspace: string, runId?: string): AuditReport;
  /** Counts of a run by state and cause; empty until it has finished. */
  summary(workspace: string, runId: string): SummaryRow[];
  /** A finished run beside the runs before it; null for one of an earlier Tieout that nobody has opened for writing. */
  changes(workspace: string, runId: string): RunChanges | null;
  /** The findings of earlier runs that a finished run resolved; streamed. */
  resolved(workspace: string, runId: string): Iterable<ResolvedFinding>;
  /** Those of them that somebody accepted. */
  accepted(workspace: string, runId: string): SummaryRow[];
  /** Both sides of a finding or of a row behind the tie-out, as its run read them; null if that is not kept any more. @throws Failure */
  sides(workspace: string, runId: string, named: NamedRecords): FindingSides | null;
  /**
   * The rows that add up to one figure of a run's tie-out, up to 500 at a time; `after` is the `next` of the block before.
   * @throws Failure usage if the run isn't finished or what it read isn't kept, storage
   */
  tieOutRows(workspace: string, runId: string, cell: TieOutCell, after: string | null): TieOutRows;
  export(report: AuditReport, filePath: string, options?: ExportOptions): Promise<void>;
  /** A workspace as a consultant with many customers looks at it. */
  overview(workspace: string): WorkspaceOverview;
  /** The summary workbook of several customers. @throws Failure storage, cancelled */
  exportOverview(
    rows: readonly OverviewRow[],
    path: string,
    madeUtc: string,
    signal?: AbortSignal,
  ): Promise<void>;
  /** The figures of some workspaces as a scraper reads them. */
  metricsText(overviews: readonly WorkspaceOverview[], format: MetricsFormat): Promise<string>;
  /** The same into a file, complete or not at all; JSON lines if it ends in .jsonl. @throws Failure storage */
  writeMetrics(overviews: readonly WorkspaceOverview[], path: string): Promise<void>;
  close(): void;
}

/** Makes the facade over one data folder; it opens workspaces as they are asked for, and `close` closes them all. */
export function createAuditor(options: {
  readonly dataFolder: string;
  readonly version: string;
  /** How others are told who holds a workspace: "the window". */
  readonly program?: string | undefined;
}): Auditor {
  keepYoungSpaceSmall();
  /** One writer at a time. */
  const hold = ({ folder }: Workspace, activity: Activity): WriterLock =>
    takeWriterLock(folder, { program: options.program ?? 'Tieout', activity });
  const open = new OpenWorkspaces(options.dataFolder, hold);
  const workspace = (name: string, create = false): Workspace => open.get(name, create);
  const report = (name: string, runId: string): AuditReport => reportOf(workspace(name), runId);
  const closing = new AbortController();
  const paces = new PaceKeeper();
  const liveFiles = new LiveFiles();
  const audits = createAudits(options.version, hold, paces);
  return {
    customers: createCustomers(options.dataFolder, {
      open: workspace,
      hold: (at) => holdAll(at, hold),
      close: (name) => {
        liveFiles.close(name);
        open.close(name);
      },
    }),
    results: createResults((name, run) => findingsSource(workspace(name), run)),
    triage: createTriageDesk(workspace),
    keeping: createKeeping(workspace, hold),
    publishing: createPublishing(workspace),
    live: createLive(workspace, hold, liveFiles),
    backstops: createBackstopDesk(workspace),
    alerts: createAlertDesk(workspace),
    connect,
    keepPace: (name, link) => {
      if (listWorkspaces(options.dataFolder).includes(name)) paces.keep(workspace(name), link);
    },
    plan: (link, request, signal) =>
      planAudit(link.connections, request, () => planPace(link), signal),
    testConnection: (link, rules, signal, onStep) =>
      testConnection(link.connections, {
        rules,
        signal,
        onStep,
        quota: () => link.quota(),
        clockOffsets: () => link.clockOffsets(),
      }),
    audit: async (link, command) => {
      const at = workspace(command.workspace, true);
      return report(command.workspace, await audits.audit(at, link, command));
    },
    recheck: (name, runId) => {
      const at = workspace(name);
      return recheckRequest(at, runId ?? newestFinished(at));
    },
    check: (link, request) => quickCheck(link.connections, request),
    rerun: (name, runId) => {
      audits.rerun(workspace(name), runId);
      return report(name, runId);
    },
    powerTest: (name, command = {}) => {
      const at = workspace(name);
      const signal = AbortSignal.any([closing.signal, ...(command.signal ? [command.signal] : [])]);
      return audits.powerTest(at, command.runId ?? newestOfLists(at), { ...command, signal });
    },
    provisionalOrder: (name, runId) => {
      const at = workspace(name);
      const { id, startedUtc, asOfUtc, request } = getRun(at.db, runId);
      return {
        capturePath: at.capturePath(runId),
        findingsPath: at.provisionalPath(runId),
        run: { id, startedUtc, asOfUtc, request },
      };
    },
    removeProvisional: (name, runId) => removeProvisional(workspace(name).provisionalPath(runId)),
    runs: (name) => listRuns(workspace(name).db),
    newestRun: (name, of) => newestRun(workspace(name).db, of),
    workspaces: () => listWorkspaces(options.dataFolder),
    verify: (only = {}) =>
      verifyDataFolder(
        options.dataFolder,
        (stream, text) => storedAnswers.parsePage(stream, text),
        only,
      ),
    holder: (name) => lockHolder(workspace(name).folder),
    report: (name, runId) => report(name, runId ?? newestFinished(workspace(name))),
    summary: (name, runId) => summaryOf(workspace(name).db, runId),
    changes: (name, runId) => changesOf(workspace(name).db, runId),
    resolved: (name, runId) => resolvedBy(workspace(name).db, runId),
    accepted: (name, runId) => acceptedOf(workspace(name).db, runId),
    sides: (name, runId, named) => recordsOfFinding(workspace(name), runId, named),
    tieOutRows: (name, runId, cell, after) => tieOutRows(workspace(name), runId, cell, after),
    export: writeExport,
    overview: (name) => overviewOf(workspace(name)),
    exportOverview: writeOverview,
    metricsText,
    writeMetrics,
    close: () => {
      closing.abort();
      paces.flush();
      liveFiles.closeAll();
      open.closeAll();
    },
  };
}
