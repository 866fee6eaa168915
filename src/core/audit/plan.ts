import type { CrmStream, RaiseStream } from '../connectors/connector.ts';
import type { AuditPlan, PlannedProduct, PlannedStream } from '../model/plan.ts';
import type { Product } from '../model/record-type.ts';
import { productOf } from '../model/streams.ts';
import { planCapture } from './capture-plan.ts';
import type { Connections } from './connections.ts';
import type { AuditRequest } from '../model/request.ts';

/** Overheads beside the pages: CRM+ identity; one answer for each list that proves its end. */
const IDENTITY_CALLS: Readonly<Record<Product, number>> = { raise: 0, crm: 1 };

/** Counts first, reads nothing else: calls, time and quota share of an audit (product.md §4, Plan before run). */
export async function planAudit(
  connections: Connections,
  request: AuditRequest,
  requestsPerSecond: Readonly<Record<Product, number>>,
  hourlyQuota: () => Readonly<Record<Product, number | null>>,
  signal?: AbortSignal,
): Promise<AuditPlan> {
  const before = connections.callsMade();
  const streams: PlannedStream[] = [];
  for (const { stream, filter } of planCapture(request, connections.crm !== null)) {
    const records =
      productOf(stream) === 'raise'
        ? await connections.raise.countStream(stream as RaiseStream, filter, signal)
        : ((await connections.crm?.countStream(stream as CrmStream, filter, signal)) ?? null);
    streams.push({ stream, records, calls: Math.ceil((records ?? 0) / request.pageSize) + 1 });
  }
  const after = connections.callsMade();
  const quota = hourlyQuota();
  const products = (['raise', 'crm'] as const)
    .filter((product) => product === 'raise' || connections.crm !== null)
    .map((product): PlannedProduct => {
      const listingCalls =
        IDENTITY_CALLS[product] +
        streams.filter((s) => productOf(s.stream) === product).reduce((sum, s) => sum + s.calls, 0);
      const perHour = Math.min(listingCalls, requestsPerSecond[product] * 3600);
      const allowed = quota[product];
      return {
        product,
        listingCalls,
        minutes: listingCalls / requestsPerSecond[product] / 60,
        hourlyQuota: allowed,
        quotaShare: allowed === null ? null : perHour / allowed,
      };
    });
  return {
    streams,
    products,
    countCalls: { raise: after.raise - before.raise, crm: after.crm - before.crm },
    sentences: [
      `Page-wise reads, ${request.pageSize.toLocaleString('en-US')} records a call: one call for each record would take ${streams.reduce((sum, s) => sum + (s.records ?? 0), 0).toLocaleString('en-US')} calls.`,
      'Confirming suspects comes on top: at most two direct reads for each, fewer where they can be asked for together.',
    ],
  };
}
