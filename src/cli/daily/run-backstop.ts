import { statusOfError, statusOfReport, EXIT } from '../exit-status.ts';
import type { AuditReport } from '../../core/model/report.ts';
import { formatDay, type Day } from '../../core/model/days.ts';
import { dayInZone } from '../../core/model/instants.ts';
import { Failure, isFailure, sentenceOf } from '../../core/model/failure.ts';
import type { DueBackstop } from '../../core/model/schedule.ts';
import { alertChoice, backstopChoice, deliveryPorts } from '../../engine/operations-choices.ts';
import { settingsOf } from '../../engine/customer-settings.ts';
import { openKeyStore } from '../../keys/open-key-store.ts';
import { usage } from '../arguments/usage.ts';
import { goneText } from '../commands/keep.ts';
import { runAndExport } from '../audit-run.ts';
import type { CommandContext } from '../command.ts';
import type { ProgressKind } from '../progress/progress.ts';
import { publishAfter } from '../publish/publish-after.ts';
import { withLease } from '../publish/with-lease.ts';
import type { Session } from '../session.ts';
import { resultSentence } from '../summary/summary.ts';
import { countOf } from '../words.ts';
import { withArguments } from './daily-request.ts';
import { worstStatus } from './worst-status.ts';

export interface DailyOptions {
  readonly progress: ProgressKind;
  /** This day, whether or not it was audited; null for what is due. */
  readonly day: Day | null;
  /** Only what the workspace's schedule says is due. */
  readonly isScheduled: boolean;
}

/** What became of one workspace. */
export interface DailyResult {
  readonly status: number;
  /** One sentence. */
  readonly result: string;
  readonly isNothingDue: boolean;
  /** The newest day's; null if nothing was due and nothing was ever audited. */
  readonly report: AuditReport | null;
}

/** Runs what is due in a workspace, tells its alerts, and says how it ended. @throws Failure before anything is asked */
export async function runBackstop(
  session: Session,
  options: DailyOptions,
  context: CommandContext,
): Promise<DailyResult> {
  const { auditor, workspace } = session;
  const { signal } = context;
  if (!auditor.workspaces().includes(workspace)) auditor.customers.create(workspace, {});
  const choice = backstopChoice(auditor, workspace);
  const request = withArguments(choice.request, context.args, context.env);
  const timeZone = request.timeZone ?? choice.rules.timeZone;
  const rules = { ...choice.rules, timeZone, lagHours: request.lagHours };
  const due = dueFor(session, rules, options);
  if (due.length === 0) {
    await deliverAlerts(session, context);
    // A timer asks every quarter of an hour: it publishes what is left, and decisions with the next audit.
    if (!options.isScheduled || auditor.publishing.pending(workspace).length > 0)
      await publishAfter(session, context);
    return nothingDue(session, options);
  }
  const { result, statuses } = await withLease(session, context, (held) =>
    runDue(session, { due, request }, options, held),
  );
  const { error } = result;
  if (isFailure(error, 'cancelled') || signal.aborted) {
    const sentence = 'Interrupted; what was read is kept, and the next daily goes on with it.';
    return { ...NO_REPORT, status: EXIT.interrupted, result: sentence };
  }
  await tellAlerts(session, context, error);
  // Before anything of old runs goes.
  await publishAfter(session, context);
  await applyKeep(session, context);
  const status = worstStatus([...statuses, statusOfOpen(session)]);
  if (error !== null)
    return {
      ...NO_REPORT,
      status: worstStatus([status, statusOfError(error)]),
      result: sentenceOf(error),
    };
  const report = reportOf(session, result.backstops.at(-1)?.runId ?? null);
  return { ...NO_REPORT, status, report, result: wordsOf(report, result.recheckRunId, session) };
}

const NO_REPORT = { isNothingDue: false, report: null } as const;

function dueFor(
  { auditor, workspace }: Session,
  rules: ReturnType<typeof backstopChoice>['rules'],
  { day, isScheduled }: DailyOptions,
): readonly DueBackstop[] {
  const nowMs = Date.now();
  if (day !== null) {
    if (day >= dayInZone(nowMs, rules.timeZone))
      throw usage(
        `--day: ${formatDay(day)} is not over yet in ${rules.timeZone}: what syncs later would look missing.`,
      );
    return [{ kind: 'daily', fromDay: day, toDay: day }];
  }
  return isScheduled
    ? auditor.backstops.due(workspace, rules, nowMs)
    : auditor.backstops.dueByHand(workspace, rules, nowMs);
}

async function runDue(
  session: Session,
  asked: { readonly due: readonly DueBackstop[]; readonly request: AuditReportRequest },
  { progress }: DailyOptions,
  context: CommandContext,
): Promise<{
  result: Awaited<ReturnType<Session['auditor']['backstops']['run']>>;
  statuses: number[];
}> {
  const { auditor, workspace, calls } = session;
  const statuses: number[] = [];
  const result = await auditor.backstops.run({
    workspace,
    ...asked,
    now: Date.now,
    run: async ({ request, resume, onStart }) => {
      const days =
        request.recheck === null
          ? daysText(request.fromDay ?? 0, request.toDay ?? 0)
          : `${countOf(request.recheck.items.length, 'open finding')} of earlier runs`;
      if (progress === 'plain') context.terminal.note(`${workspace}: ${days}.`);
      const report = await runAndExport(
        session,
        { request, isResumed: resume, exports: [], isMasked: false, progress, onStart },
        context,
      );
      statuses.push(statusOfReport(report, calls.wasTokenRefused()));
    },
  });
  return { result, statuses };
}

/** One day, or the first and the last. */
function daysText(from: Day, to: Day): string {
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

type AuditReportRequest = Parameters<Session['auditor']['backstops']['run']>[0]['request'];

async function tellAlerts(
  session: Session,
  context: CommandContext,
  error: unknown,
): Promise<void> {
  const { auditor, workspace } = session;
  const choice = alertChoice(auditor, workspace);
  const failure =
    error === null ? null : error instanceof Failure ? error.message : 'Tieout made a mistake.';
  auditor.alerts.evaluate(workspace, choice, Date.now(), failure);
  await deliverAlerts(session, context);
}

/** A sink that fails is tried again by whoever comes next: it fails no run. */
async function deliverAlerts(
  { auditor, workspace, dataFolder }: Session,
  { env, terminal }: CommandContext,
): Promise<void> {
  const choice = alertChoice(auditor, workspace);
  if (choice.sinks.length === 0) return;
  const keys = openKeyStore({ dataFolder });
  const passphrase = env['TIEOUT_PASSPHRASE'];
  if (passphrase !== undefined && (await keys.status()).isLocked) await keys.unlock(passphrase);
  await auditor.alerts.deliver(workspace, choice, Date.now(), deliveryPorts(keys, workspace, null));
  const late = auditor.alerts
    .list(workspace, 100)
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ state, tries }) => state === 'waiting' && tries > 0);
  if (late.length > 0)
    terminal.note(
      `${countOf(late.length, 'alert')} could not be delivered yet: ${late[0]?.sentence ?? ''}`,
    );
}

/** What of old runs goes now, as the workspace's setting says. Whoever is at the workspace meanwhile keeps it for the next time. */
async function applyKeep(
  { auditor, workspace }: Session,
  { terminal, signal }: CommandContext,
): Promise<void> {
  const { keep } = settingsOf(auditor, workspace);
  try {
    const gone = await auditor.keeping.apply(workspace, keep, { nowMs: Date.now(), signal });
    if (gone.pages.length > 0 || gone.findings.length > 0)
      terminal.note(`${workspace}: ${goneText(gone)}`);
  } catch (error) {
    if (!isFailure(error, 'in_use') && !isFailure(error, 'cancelled')) throw error;
  }
}

function nothingDue(session: Session, { isScheduled }: DailyOptions): DailyResult {
  const { auditor, workspace } = session;
  const newest = auditor.backstops.list(workspace).findLast(({ runId }) => runId !== null);
  const report = reportOf(session, newest?.runId ?? null);
  const status = worstStatus([
    report === null ? EXIT.ok : statusOfReport(report),
    statusOfOpen(session),
  ]);
  return {
    isNothingDue: true,
    report,
    // A timer asks every quarter of an hour: what was told once is not its answer.
    status: isScheduled ? EXIT.ok : status,
    result: 'Nothing is due: its days were audited already.',
  };
}

/** What earlier runs left open needs somebody, whatever the last day brought. */
function statusOfOpen({ auditor, workspace }: Session): number {
  return auditor.overview(workspace).toActOn > 0 ? EXIT.findings : EXIT.ok;
}

function reportOf({ auditor, workspace }: Session, runId: string | null): AuditReport | null {
  const run = auditor.runs(workspace).find(({ id }) => id === runId);
  return run?.facts == null ? null : auditor.report(workspace, run.id);
}

function wordsOf(
  report: AuditReport | null,
  recheckRunId: string | null,
  session: Session,
): string {
  const { auditor, workspace } = session;
  const again = recheckRunId === null ? null : (reportOf(session, recheckRunId)?.recheck ?? null);
  const { toActOn } = auditor.overview(workspace);
  return [
    report === null ? 'It came to no result.' : resultSentence(report),
    ...(again === null
      ? []
      : [
          `Of ${countOf(again.asked, 'finding')} of earlier runs, ${again.fixed} ${again.fixed === 1 ? 'is' : 'are'} fixed.`,
        ]),
    `${countOf(toActOn, 'finding')} to act on ${toActOn === 1 ? 'is' : 'are'} open in all.`,
  ].join(' ');
}
