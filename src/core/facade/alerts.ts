import { randomUUID } from 'node:crypto';
import type {
  AlertMessage,
  AlertRecord,
  AlertRules,
  AlertSink,
  QuietHours,
  StoredAlert,
} from '../model/alert.ts';
import { sentenceOf } from '../model/failure.ts';
import { formatInstant, type InstantMs } from '../model/instants.ts';
import type { OpenItem } from '../model/open-item.ts';
import { runAlertFacts, type RunAlertFacts } from '../operations/alerts/alert-facts.ts';
import { testMessage } from '../operations/alerts/alert-words.ts';
import { evaluateAlerts } from '../operations/alerts/evaluate-alerts.ts';
import { quietUntil } from '../operations/alerts/quiet-hours.ts';
import { waitAfter } from '../operations/alerts/retry-times.ts';
import { deliver, type SinkPorts } from '../operations/sinks/deliver.ts';
import { isSecretOf, sinkFault } from '../operations/sinks/sink-faults.ts';
import {
  addAlert,
  claimBatch,
  listAlerts,
  noteDelivered,
  noteUndelivered,
  tellAlerts,
} from '../staging/alerts.ts';
import { backstopsOf } from '../staging/backstops.ts';
import { findingAt, openItems } from '../staging/open-items.ts';
import { trendOf } from '../staging/run-analysis.ts';
import { getRun, listRuns, tieOutOf } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';

/** What a workspace's person chose. */
export interface AlertChoice {
  readonly rules: AlertRules;
  readonly sinks: readonly AlertSink[];
  readonly quiet: QuietHours | null;
  readonly timeZone: string;
}

export interface DeliveryPorts extends SinkPorts {
  /** What the key store keeps for a sink; null if nothing. */
  readonly secretOf: (sink: string) => Promise<string | null>;
}

export interface AlertDesk {
  /**
   * Looks at what is open now and at the newest backstop, and lays out what is to be told. @param failure why the backstop came to no
   * result; null if it did @returns what is laid out
   */
  evaluate(
    workspace: string,
    choice: AlertChoice,
    nowMs: InstantMs,
    failure?: string | null,
  ): AlertMessage[];
  /** Brings what waits to its sinks; one that fails is tried again later, and fails nobody else. @returns how many parcels arrived */
  deliver(
    workspace: string,
    choice: Pick<AlertChoice, 'sinks' | 'quiet' | 'timeZone'>,
    nowMs: InstantMs,
    ports: DeliveryPorts,
  ): Promise<number>;
  /** Sends a message that says that it is a test, now. @throws Error that says why it can't be delivered */
  test(workspace: string, sink: AlertSink, nowMs: InstantMs, ports: DeliveryPorts): Promise<void>;
  /** The newest ones first. */
  list(workspace: string, limit: number): StoredAlert[];
  /** Why nothing could ever be brought to a sink, with the secret that is given for it now or none; null if it could. */
  faultOf(sink: AlertSink, secret: string | null): string | null;
  /** Whether a changed sink may go on with the secret that is kept for it: not where that would tell it to somebody else. */
  keepsSecret(before: AlertSink, now: AlertSink): boolean;
}

/** Longer than any delivery takes: meanwhile no other program takes the same parcel. */
const LEASE_MS = 5 * 60_000;

/** Alerts of all workspaces that `open` opens. */
export function createAlertDesk(open: (workspace: string) => Workspace): AlertDesk {
  return {
    evaluate: (workspace, choice, nowMs, failure = null) =>
      evaluate(open(workspace), choice, nowMs, failure),
    deliver: (workspace, choice, nowMs, ports) => deliverAll(open(workspace), choice, nowMs, ports),
    test: async (workspace, sink, nowMs, ports) => {
      const message = { ...testMessage(workspace, formatInstant(nowMs)), id: randomUUID() };
      const secret = await ports.secretOf(sink.id);
      await deliver(sink, secret, { id: message.id, messages: [message] }, ports);
      const { db } = open(workspace);
      addAlert(db, message, [], message.madeUtc);
    },
    list: (workspace, limit) => listAlerts(open(workspace).db, limit),
    faultOf: sinkFault,
    keepsSecret: isSecretOf,
  };
}

function evaluate(
  at: Workspace,
  { rules, sinks, quiet, timeZone }: AlertChoice,
  nowMs: InstantMs,
  failure: string | null,
): AlertMessage[] {
  const { db, name } = at;
  const nowUtc = formatInstant(nowMs);
  const open = openItems(db);
  const run = failure === null ? newestRun(at) : null;
  const facts = {
    workspace: name,
    organization: listRuns(db).find(({ facts: of }) => of !== null)?.facts?.organization ?? null,
    nowUtc,
    open,
    recordOf: (item: OpenItem) => recordOf(at, item),
    run,
    failure,
  };
  const nextUtc = formatInstant(quietUntil(quiet, timeZone, nowMs) ?? nowMs);
  return tellAlerts(db, { sinks: sinks.map(({ id }) => id), nextUtc, nowUtc }, (before) => {
    const { messages, told } = evaluateAlerts(facts, rules, before);
    return { told, messages: messages.map((draft) => ({ id: randomUUID(), ...draft })) };
  });
}

/** The run of the newest backstop beside those of the same kind before it; null if none came to a result. */
function newestRun({ db }: Workspace): RunAlertFacts | null {
  const backstops = backstopsOf(db).filter(
    ({ outcome, runId }) => runId !== null && outcome !== null && outcome !== 'failed',
  );
  const newest = backstops.at(-1);
  if (newest?.runId == null) return null;
  const { facts } = getRun(db, newest.runId);
  if (facts === null) return null;
  const alike = new Set(
    backstops.filter(({ kind }) => kind === newest.kind).map((one) => one.runId),
  );
  const trend = trendOf(db, newest.runId).filter(({ runId }) => alike.has(runId));
  const metrics = trend.at(-1)?.metrics ?? [];
  return runAlertFacts(facts, tieOutOf(db, newest.runId), metrics, trend.slice(0, -1));
}

/** Ids, an amount, addresses: nothing of a finding that names or describes a donor. */
function recordOf({ db }: Workspace, item: OpenItem): AlertRecord {
  const { raiseId, crmId, amountMinor, currency, campaignId, canSync, raiseUrl, crmUrl } =
    findingAt(db, item);
  return { raiseId, crmId, amountMinor, currency, campaignId, canSync, raiseUrl, crmUrl };
}

async function deliverAll(
  { db }: Workspace,
  { sinks, quiet, timeZone }: Pick<AlertChoice, 'sinks' | 'quiet' | 'timeZone'>,
  nowMs: InstantMs,
  ports: DeliveryPorts,
): Promise<number> {
  if (quietUntil(quiet, timeZone, nowMs) !== null) return 0;
  let arrived = 0;
  const times = { nowUtc: formatInstant(nowMs), leaseUtc: formatInstant(nowMs + LEASE_MS) };
  for (const sink of sinks) {
    for (;;) {
      const batch = claimBatch(db, sink.id, { ...times, freshId: randomUUID() });
      if (batch === null) break;
      try {
        await deliver(sink, await ports.secretOf(sink.id), batch, ports);
        noteDelivered(db, sink.id, batch.id, times.nowUtc);
        arrived += 1;
      } catch (error) {
        const waitMs = waitAfter(batch.tries + 1);
        const nextUtc = waitMs === null ? null : formatInstant(nowMs + waitMs);
        noteUndelivered(db, sink.id, batch.id, { sentence: sentenceOf(error), nextUtc });
      }
    }
  }
  return arrived;
}
