import type { Finding } from '../model/finding.ts';
import type { AuditReport, RunFacts, SummaryRow } from '../model/report.ts';
import type { CountAndAmount, TieOutRow } from '../model/tie-out.ts';
import { asksForAction, triageOfReport, type TriageOf } from './triage-columns.ts';

/**
 * The stable interface "tieout.findings/1" (product.md §8), piece by piece, one row a line: ids are strings, money is
 * in minor units, members stand in the documented order. Every member is picked by name, so that a new member of the
 * model never slips out. `summary` lists `consistent` too: it completes the control totals. Only where findings were
 * chosen by a filter, `view` says so; only in a masked copy, `masked` is there and true. What somebody accepted is not
 * actionable.
 */
export function* findingsJson(report: AuditReport, findings: Iterable<Finding>): Generator<string> {
  const triageOf = triageOfReport(report);
  yield `{"format":"tieout.findings/1",\n"run":${JSON.stringify(runJson(report.run))},\n`;
  if (report.view) {
    const { words, count } = report.view;
    yield `"view":${JSON.stringify({ words, count })},\n`;
  }
  if (report.isMasked) yield '"masked":true,\n';
  yield* list('summary', report.summary, summaryJson);
  yield ',\n';
  yield* list('tieOut', report.tieOut, tieOutJson);
  yield ',\n';
  yield* list('findings', findings, (finding) => findingJson(finding, triageOf));
  yield '}\n';
}

function* list<T>(name: string, rows: Iterable<T>, toJson: (row: T) => object): Generator<string> {
  let lead = `"${name}":[\n`;
  for (const row of rows) {
    yield lead + JSON.stringify(toJson(row));
    lead = ',\n';
  }
  yield lead === ',\n' ? '\n]' : `"${name}":[]`;
}

function runJson(run: RunFacts): object {
  const { parameters } = run;
  return {
    id: run.id,
    workspace: run.workspace,
    startedUtc: run.startedUtc,
    finishedUtc: run.finishedUtc,
    asOfUtc: run.asOfUtc,
    timeZone: parameters.timeZone,
    records: parameters.records,
    from: parameters.from,
    to: parameters.to,
    lagHours: parameters.lagHours,
    status: run.status,
    digest: run.digest,
    calls: { raise: run.calls.raise, crm: run.calls.crm },
    coverage: run.coverage.map(({ product, stream, advertised, read, unreadable, complete }) => ({
      product,
      stream,
      advertised,
      read,
      unreadable,
      complete,
    })),
  };
}

function summaryJson({
  recordType,
  state,
  cause,
  count,
  amountMinor,
  currency,
}: SummaryRow): object {
  return { recordType, state, cause, count, amountMinor, currency };
}

function tieOutJson(row: TieOutRow): object {
  return {
    recordType: row.recordType,
    month: row.month,
    currency: row.currency,
    raise: total(row.raise),
    crm: total(row.crm),
    explained: row.explained.map(({ state, cause, count, amountMinor }) => ({
      state,
      cause,
      count,
      amountMinor,
    })),
    unreadable: total(row.unreadable),
    unknown: total(row.unknown),
    unexplained: total(row.unexplained),
  };
}

function total({ count, amountMinor }: CountAndAmount): object {
  return { count, amountMinor };
}

function findingJson(finding: Finding, triageOf: TriageOf): object {
  return {
    id: finding.id,
    recordType: finding.recordType,
    state: finding.state,
    cause: finding.cause,
    actionable: asksForAction(finding, triageOf(finding.id)),
    severity: finding.severity,
    whoActs: finding.whoActs,
    raiseId: finding.raiseId,
    crmId: finding.crmId,
    relatedRaiseIds: finding.relatedRaiseIds,
    relatedCrmIds: finding.relatedCrmIds,
    amountMinor: finding.amountMinor,
    currency: finding.currency,
    date: finding.date,
    campaignId: finding.campaignId,
    campaignName: finding.campaignName,
    canSync: finding.canSync,
    isTestMode: finding.isTestMode,
    fields: finding.fields.map(({ field, raise, crm }) => ({ field, raise, crm })),
    evidence: finding.evidence,
    raiseUrl: finding.raiseUrl,
    crmUrl: finding.crmUrl,
    firstSeenUtc: finding.firstSeenUtc,
  };
}
