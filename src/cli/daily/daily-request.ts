import type { AuditRequest } from '../../core/auditor.ts';
import { REQUEST_OPTIONS } from '../arguments/audit-options.ts';
import { readRequest } from '../arguments/audit-request.ts';
import type { Arguments } from '../arguments/parse.ts';
import type { Option } from '../option.ts';

/** What can be said on the command line instead of in the workspace's settings. */
const MEMBERS: Readonly<Record<string, keyof AuditRequest>> = {
  records: 'records',
  'time-zone': 'timeZone',
  'lag-hours': 'lagHours',
  'link-source': 'linkSources',
  'link-prefix': 'linkPrefixes',
  'date-tolerance-days': 'dateToleranceDays',
  'amount-tolerance-minor': 'amountToleranceMinor',
  'include-test-mode': 'includeTestMode',
  'page-size': 'pageSize',
};

export const RULE_OPTIONS: readonly Option[] = REQUEST_OPTIONS.filter(
  ({ name }) => MEMBERS[name] !== undefined,
);

/** The workspace's own rules, but for what is said on the command line. @throws Failure usage */
export function withArguments(
  request: AuditRequest,
  args: Arguments,
  env: NodeJS.ProcessEnv,
): AuditRequest {
  const given = readRequest(args, env);
  const said = Object.entries(MEMBERS).filter(([name]) => args.has(name));
  return { ...request, ...Object.fromEntries(said.map(([, member]) => [member, given[member]])) };
}
