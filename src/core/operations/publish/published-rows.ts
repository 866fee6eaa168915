import type { Finding } from '../../model/finding.ts';
import type { Coverage, RunFacts } from '../../model/report.ts';
import type { Metric } from '../../model/run-analysis.ts';
import { comparableScope } from '../../model/run-scope.ts';
import type { TieOutRow } from '../../model/tie-out.ts';
import type { ResultToPublish } from '../../staging/published.ts';

/** A row as the shared store keeps it, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

export function runRow(facts: RunFacts, result: ResultToPublish): Row {
  const { parameters, calls } = facts;
  return {
    run_id: facts.id,
    revision: result.revision,
    started: facts.startedUtc,
    finished: facts.finishedUtc ?? facts.asOfUtc,
    as_of: facts.asOfUtc,
    from_day: parameters.from,
    to_day: parameters.to,
    time_zone: parameters.timeZone,
    lag_hours: parameters.lagHours,
    records: parameters.records,
    is_part: comparableScope(parameters) === null,
    status: facts.status,
    digest: facts.digest,
    calls_raise: calls.raise,
    calls_crm: calls.crm,
    has_findings: !result.isThinned,
    tieout_version: facts.version,
  };
}

/** Only what says nothing of a person; `finding` must be masked, and even then its texts stay here. */
export function findingRow(finding: Finding, runId: string, position: number): Row {
  return {
    run_id: runId,
    position,
    finding_id: finding.id,
    record_type: finding.recordType,
    state: finding.state,
    cause: finding.cause,
    actionable: finding.actionable,
    severity: finding.severity,
    who_acts: finding.whoActs,
    raise_id: finding.raiseId,
    crm_id: finding.crmId,
    amount_minor: finding.amountMinor,
    currency: codeOrNull(finding.currency),
    day: finding.date,
    campaign_id: numberOrNull(finding.campaignId),
    can_sync: finding.canSync,
    is_test_mode: finding.isTestMode,
    fields: finding.fields.map(({ field }) => field),
    first_seen: finding.firstSeenUtc,
  };
}

export function metricRow({ name, recordType, value }: Metric, runId: string): Row {
  return { run_id: runId, name, record_type: recordType ?? '', value };
}

export function tieOutRow(row: TieOutRow, runId: string, position: number): Row {
  return {
    run_id: runId,
    position,
    record_type: row.recordType,
    month: row.month === null ? null : `${row.month}-01`,
    currency: codeOrNull(row.currency),
    raise_count: row.raise.count,
    raise_minor: row.raise.amountMinor,
    crm_count: row.crm.count,
    crm_minor: row.crm.amountMinor,
    unreadable_count: row.unreadable.count,
    unreadable_minor: row.unreadable.amountMinor,
    unknown_count: row.unknown.count,
    unknown_minor: row.unknown.amountMinor,
    unexplained_count: row.unexplained.count,
    unexplained_minor: row.unexplained.amountMinor,
  };
}

export function explainedRows(row: TieOutRow, runId: string, position: number): Row[] {
  return row.explained.map(({ state, cause, count, amountMinor }, part) => ({
    run_id: runId,
    position,
    part,
    state,
    cause,
    count,
    amount_minor: amountMinor,
  }));
}

/** The certificate without ids and without the note, which may quote a server. */
export function coverageRow(coverage: Coverage, runId: string, position: number): Row {
  const { product, stream, advertised, read, unreadable, complete, changed, pages } = coverage;
  return {
    run_id: runId,
    position,
    product,
    stream,
    advertised,
    read,
    unreadable,
    complete,
    changed,
    pages,
    started: coverage.startedUtc,
    finished: coverage.finishedUtc,
  };
}

/** A product's answer in a wrong form may be anything, a name too. */
function codeOrNull(currency: string | null): string | null {
  return currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null;
}

function numberOrNull(id: string | null): string | null {
  return id !== null && /^\d{1,15}$/.test(id) ? id : null;
}
