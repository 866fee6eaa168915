import type { AuditReport } from '../model/report.ts';
import type { FindingsView } from './findings-view.ts';

/**
 * A report whose findings are those of a view, in its order; what it says of the whole run stays. `words` is what the
 * view was filtered by; "" if by nothing.
 */
export function viewReport(report: AuditReport, view: FindingsView, words: string): AuditReport {
  return {
    ...report,
    view: words === '' ? null : { words, count: view.total },
    findings: (filter) => view.findings(filter),
  };
}
