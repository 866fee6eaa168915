import type { PageProps } from '../../shell/page-props.ts';
import { AuditDesk } from './audit-desk.tsx';
import { ResultPage } from './result-page.tsx';

/** Plan, run and earlier audits; with a run's id in the address, that run's result. */
export function AuditPage({ workspace, rest }: PageProps) {
  return rest === null ? (
    <AuditDesk workspace={workspace} />
  ) : (
    <ResultPage key={rest} workspace={workspace} runId={rest} />
  );
}
