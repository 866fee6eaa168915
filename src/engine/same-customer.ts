import type { WorkspaceSettings } from '../contract/settings.ts';
import type { Auditor } from '../core/auditor.ts';
import type { ConnectionReport } from '../core/model/connection-report.ts';
import { Failure } from '../core/model/failure.ts';

/**
 * A workspace is one customer's. All customers of CRM+ share one address, so beside it the organization's name of its
 * earlier runs must be the one that the token gives now.
 */
export function withEarlierRuns(
  auditor: Auditor,
  workspace: string,
  report: ConnectionReport,
): ConnectionReport {
  const now = report.crm?.organization ?? null;
  const before = earlierOrganization(auditor, workspace);
  if (now === null || before === null || now === before) return report;
  return {
    ...report,
    sameOrganization: {
      verdict: 'contradicted',
      evidence: `The earlier audits of this workspace are of “${before}”; this CRM+ token is for “${now}”. Make a workspace of its own for another customer.`,
    },
  };
}

/** @throws Failure usage unless a test or a person said that both tokens belong to one nonprofit */
export function refuseUnproved(settings: WorkspaceSettings): void {
  if (settings.crmUrl === null || settings.sameOrganization !== null) return;
  throw new Failure(
    'usage',
    'It is not known yet whether both tokens belong to the same nonprofit: test the connection first, and confirm it there.',
  );
}

function earlierOrganization(auditor: Auditor, workspace: string): string | null {
  const run = auditor.runs(workspace).find(({ facts }) => facts?.organization != null);
  return run?.facts?.organization ?? null;
}
