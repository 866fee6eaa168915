import { SERVER_SAYS } from '../../model/failure.ts';
import type { Finding } from '../../model/finding.ts';
import { isInUse, type AuditReport, type RunFacts } from '../../model/report.ts';
import type { Triage } from '../../model/triage.ts';
import { MASK, maskedText } from './mask.ts';
import { maskedFinding, maskedFindingId, maskedResolved } from './mask-finding.ts';

/**
 * The report without donor data, for every kind of export: names, emails, phones, addresses, what persons wrote and what a
 * product may have quoted. Everything that leaves is made anew here, so that no writer has to know what is donor data.
 */
export function maskedReport(report: AuditReport): AuditReport {
  /** Ids that were changed, with the ids under which decisions are kept. */
  const renamed = new Map<string, string>();
  const masked: AuditReport = {
    ...report,
    isMasked: true,
    run: maskedRun(report.run),
    view: report.view ? { ...report.view, words: VIEW_WORDS } : null,
    *findings(filter): Generator<Finding> {
      for (const finding of report.findings(filter)) {
        const id = maskedFindingId(finding, finding.id);
        if (id !== finding.id) renamed.set(id, finding.id);
        yield maskedFinding(finding);
      }
    },
  };
  if (report.triageOf !== undefined)
    masked.triageOf = (id) => maskedTriage(report.triageOf?.(renamed.get(id) ?? id) ?? null);
  if (report.resolved !== undefined)
    masked.resolved = function* () {
      for (const finding of report.resolved?.() ?? []) yield maskedResolved(finding);
    };
  return masked;
}

const VIEW_WORDS = 'a filter, whose words are left out of a masked copy';
const REOPENED = 'Opened again; why is left out of a masked copy.';

function maskedTriage(triage: Triage | null): Triage | null {
  if (triage === null) return null;
  const { accepted, owner, note, reopened } = triage;
  return {
    ...triage,
    owner: maskedText(owner),
    note: maskedText(note),
    accepted: accepted && { ...accepted, reason: MASK },
    reopened: reopened === null ? null : REOPENED,
  };
}

/** References that no convention in use explains are texts of CRM+ that nobody has looked at. */
function maskedRun(run: RunFacts): RunFacts {
  return {
    ...run,
    gaps: run.gaps.map(withoutServerWords),
    notCompared: run.notCompared.map((sentence) => sentence.replace(/“[^”]*”/g, MASK)),
    coverage: run.coverage.map((row) => ({
      ...row,
      note: row.note === null ? null : withoutServerWords(row.note),
    })),
    conventions: run.conventions.map((row) =>
      isInUse(row) ? row : { ...row, source: MASK, prefix: MASK },
    ),
  };
}

function withoutServerWords(sentence: string): string {
  const at = sentence.indexOf(SERVER_SAYS);
  return at < 0 ? sentence : `${sentence.slice(0, at)} What the server said is left out.`;
}
