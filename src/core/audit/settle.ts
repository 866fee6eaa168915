import { Failure } from '../model/failure.ts';
import { isTimeZone, type InstantMs } from '../model/instants.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import type { Connections } from './connections.ts';
import type { EvaluateOptions } from './evaluate.ts';
import type { AuditRequest } from '../model/request.ts';
import { countryOf, organizationOf } from './organization.ts';
import { sameCustomer } from './same-customer.ts';

/**
 * Fixes what must not change between starts: zone, country, organization, and the as-of instant, which is the start's by
 * the product's clock.
 */
export async function settle(
  connections: Connections,
  capture: CaptureFile,
  request: AuditRequest,
  startedMs: InstantMs,
  signal?: AbortSignal,
): Promise<EvaluateOptions> {
  const known = settledOptions(capture, request, startedMs);
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
  const product = connections.crm === null ? 'raise' : 'crm';
  const asOfMs = startedMs + connections.timeOf(product) - connections.clock.now();
  capture.setFact('organization', organization?.name ?? '');
  capture.setFact('country', countryOf(organization));
  capture.setFact('hasCrm', connections.crm === null ? '0' : '1');
  capture.setFact('asOfMs', String(asOfMs));
  capture.setFact('timeZone', timeZone ?? 'UTC');
  return { request, asOfMs, timeZone: timeZone ?? 'UTC', country: capture.fact('country') ?? 'US' };
}

/** The same for a run that was begun before; null if it has read nothing yet. An earlier Tieout kept no as-of instant here. */
export function settledOptions(
  capture: CaptureFile,
  request: AuditRequest,
  startedMs: InstantMs,
): EvaluateOptions | null {
  const timeZone = capture.fact('timeZone');
  const asOfMs = Number(capture.fact('asOfMs') ?? startedMs);
  return timeZone === null
    ? null
    : { request, asOfMs, timeZone, country: capture.fact('country') ?? 'US' };
}
