import type { AuditRequest, StoredRun } from '../core/auditor.ts';
import type { RecordType } from '../core/model/record-type.ts';
import { isSure } from '../core/model/report.ts';

/**
 * One record can't teach how CRM+ refers to Raise; the newest audit has learned it. What a person confirmed in the settings
 * wins.
 */
export function withLearnedLinks(
  request: AuditRequest,
  recordType: RecordType,
  runs: readonly StoredRun[],
): AuditRequest {
  if (request.linkSources.length > 0) return request;
  const conventions = runs.find((run) => run.facts !== null)?.facts?.conventions ?? [];
  const sure = conventions.filter(
    (convention) => convention.recordType === recordType && isSure(convention.standing),
  );
  return {
    ...request,
    linkSources: [...new Set(sure.map((convention) => convention.source))],
    linkPrefixes: [...new Set(sure.map((convention) => convention.prefix))],
  };
}
