import { Failure, isFailure } from '../model/failure.ts';
import { isTimeZone } from '../model/instants.ts';
import type { OrganizationFacts } from '../model/records.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import type { Connections } from './connections.ts';
import type { EvaluateOptions } from './evaluate.ts';
import type { AuditRequest } from '../model/request.ts';

/** Fixes what must not change between starts: zone, country, organization. */
export async function settle(
  connections: Connections,
  capture: CaptureFile,
  request: AuditRequest,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<EvaluateOptions> {
  const known = settledOptions(capture, request, asOfMs);
  if (known !== null) {
    await sameCustomer(connections, capture, signal);
    return known;
  }
  const organization = await organizationOf(connections, signal);
  const timeZone = request.timeZone ?? organization?.timeZone ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new Failure(
      'usage',
      `"${timeZone}" is no time zone this machine knows: name the customer's with --time-zone, for example America/Phoenix.`,
    );
  }
  if (timeZone === null && connections.crm !== null && organization !== null) {
    throw new Failure(
      'usage',
      'CRM+ did not tell the organization’s time zone: name it with --time-zone, for example America/Phoenix.',
    );
  }
  capture.setFact('organization', organization?.name ?? '');
  capture.setFact('country', /-([A-Z]{2})$/.exec(organization?.culture ?? '')?.[1] ?? 'US');
  capture.setFact('hasCrm', connections.crm === null ? '0' : '1');
  capture.setFact('timeZone', timeZone ?? 'UTC');
  return { request, asOfMs, timeZone: timeZone ?? 'UTC', country: capture.fact('country') ?? 'US' };
}

/** Going on with a run needs the same customer: the same products, the same organization. */
async function sameCustomer(
  connections: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  const hadCrm = capture.fact('hasCrm') === '1';
  if (hadCrm !== (connections.crm !== null)) {
    throw new Failure(
      'usage',
      hadCrm
        ? 'This run was begun with CRM+: give its token (TIEOUT_CRM_TOKEN) to go on with it.'
        : 'This run was begun without CRM+: go on without a CRM+ token, or start a new one.',
    );
  }
  const organization = await organizationOf(connections, signal);
  if (organization !== null && (organization.name ?? '') !== capture.fact('organization')) {
    throw new Failure(
      'usage',
      `The CRM+ token is for another organization (${organization.name ?? 'unnamed'}) than this run’s (${capture.fact('organization') ?? 'unnamed'}): start a new run.`,
    );
  }
}

/** A refused CRM+ token stops a run at its start; any other failure shows in the streams. */
async function organizationOf(
  connections: Connections,
  signal?: AbortSignal,
): Promise<OrganizationFacts | null> {
  try {
    return (await connections.crm?.organization(signal)) ?? null;
  } catch (error) {
    if (!isFailure(error, 'not_permitted')) throw error;
    return null;
  }
}

/** The same for a run that was begun before; null if it has read nothing yet. */
export function settledOptions(
  capture: CaptureFile,
  request: AuditRequest,
  asOfMs: number,
): EvaluateOptions | null {
  const timeZone = capture.fact('timeZone');
  return timeZone === null
    ? null
    : { request, asOfMs, timeZone, country: capture.fact('country') ?? 'US' };
}
