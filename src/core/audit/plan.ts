import { isOfOneCall, type FailureKind } from '../model/failure.ts';
import type { AuditPlan, PlannedProduct, PlannedStream } from '../model/plan.ts';
import type { Product } from '../model/record-type.ts';
import { isShortList, type AuditRequest } from '../model/request.ts';
import { productOf } from '../model/streams.ts';
import { planCapture } from './capture-plan.ts';
import type { Connections } from './connections.ts';
import { weighWays, type PlanPace } from './plan-ways.ts';
import { countOf, type StreamPlan } from './stream-pages.ts';

/** Overheads beside the pages: CRM+ identity. */
const IDENTITY_CALLS: Readonly<Record<Product, number>> = { raise: 0, crm: 1 };
/** A first answer of these kinds makes every further call to a product pointless. */
const HOPELESS: ReadonlySet<FailureKind> = new Set([
  'sign_in_refused',
  'not_found',
  'bad_answer',
  'not_the_api',
  'network',
  'timed_out',
]);

/**
 * Counts first, reads nothing else: calls, time and quota share of an audit, and the ways that were weighed (product.md §4, Plan
 * before run). A list that can't be counted is planned without its number.
 * @throws Failure when a token is refused, or a product doesn't answer at all
 */
export async function planAudit(
  connections: Connections,
  request: AuditRequest,
  paceOf: () => PlanPace,
  signal?: AbortSignal,
): Promise<AuditPlan> {
  const before = connections.callsMade();
  const hasCrm = connections.crm !== null;
  const plans = isShortList(request) ? [] : planCapture(request, hasCrm);
  const streams: PlannedStream[] = [];
  for (const plan of plans)
    streams.push(await planStream(connections, plan, request, signal, streams));
  const after = connections.callsMade();
  const pace = paceOf();
  const overhead = { raise: IDENTITY_CALLS.raise, crm: hasCrm ? IDENTITY_CALLS.crm : 0 };
  const alternatives = weighWays(request, streams, overhead, pace);
  const [way] = alternatives;
  const calls = way?.calls ?? { raise: 0, crm: 0 };
  const products = (['raise', 'crm'] as const)
    .filter((product) => product === 'raise' || hasCrm)
    .map((product): PlannedProduct => {
      const limit = pace.hourlyLimit[product];
      const seconds = pace.secondsFor(product, calls[product]);
      const perHour = calls[product] / Math.max(1, seconds / 3600);
      return {
        product,
        listingCalls: calls[product],
        minutes: seconds / 60,
        hourlyQuota: limit,
        quotaShare: limit === null ? null : perHour / limit,
      };
    });
  return {
    reads: way?.way === 'single' ? 'single' : 'lists',
    streams: way?.way === 'single' ? [] : streams,
    products,
    alternatives,
    countCalls: { raise: after.raise - before.raise, crm: after.crm - before.crm },
    sentences: [
      'Confirming suspects comes on top: at most two direct reads for each, fewer where they can be asked for together.',
    ],
  };
}

async function planStream(
  connections: Connections,
  plan: StreamPlan,
  { pageSize }: AuditRequest,
  signal: AbortSignal | undefined,
  earlier: readonly PlannedStream[],
): Promise<PlannedStream> {
  const { stream } = plan;
  try {
    const records = await countOf(connections, plan, signal);
    // One answer more proves that the list has ended.
    return { stream, records, calls: Math.ceil((records ?? 0) / pageSize) + 1, note: null };
  } catch (error) {
    const isFirst = !earlier.some((other) => productOf(other.stream) === productOf(stream));
    if (!isOfOneCall(error) || error.kind === 'sign_in_refused') throw error;
    if (isFirst && HOPELESS.has(error.kind)) throw error;
    return { stream, records: null, calls: 1, note: error.message };
  }
}
