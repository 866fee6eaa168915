import { productOf } from '../model/streams.ts';
import type { InstantMs } from '../model/instants.ts';
import type { Product } from '../model/record-type.ts';
import type { StoredRequest } from '../model/request.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { dropIndexes } from '../staging/prepare-for-matching.ts';
import { captureByIds } from './capture-by-id.ts';
import { captureStream, type CaptureOptions } from './capture.ts';
import { planCapture } from './capture-plan.ts';
import { closingPass } from './closing-pass.ts';
import type { Connections } from './connections.ts';
import type { StreamPlan } from './stream-pages.ts';

/**
 * Reads everything that a run needs, and at the end what changed meanwhile. The two products are read side by side, the lists
 * of one product one after the other: one pace, no bursts.
 */
export async function captureAll(
  connections: Connections,
  capture: CaptureFile,
  request: StoredRequest,
  options: Omit<CaptureOptions, 'pageSize'> & { readonly asOfMs: InstantMs },
): Promise<void> {
  const [type] = request.records;
  if (request.reads === 'single' && request.ids !== null && type !== undefined) {
    if (capture.snapshot('raise.donors') !== null) return;
    const isNamed = request.linkSources.length > 0;
    await captureByIds(connections, capture, type, request.ids, isNamed, options.signal);
    return;
  }
  const plans = planCapture(request, connections.crm !== null);
  // When one product stops the run, the other has no reason to go on spending calls.
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const captureOptions = { ...options, pageSize: request.pageSize, signal };
  if (plans.some(({ stream }) => capture.snapshot(stream)?.state !== 'sealed'))
    dropIndexes(capture.db);
  const read = async (product: Product): Promise<void> => {
    for (const plan of plansOf(plans, product))
      await captureStream(connections, capture, plan, captureOptions);
  };
  await both(read, stop);
  await both(
    (product) => closingPass(connections, capture, plansOf(plans, product), captureOptions),
    stop,
  );
}

function plansOf(plans: readonly StreamPlan[], product: Product): StreamPlan[] {
  return plans.filter(({ stream }) => productOf(stream) === product);
}

/** Does the work for both products at once; the first failure stops the other and is the one that is told. */
async function both(
  work: (product: Product) => Promise<void>,
  stop: AbortController,
): Promise<void> {
  let first: unknown = null;
  const stopped = (error: unknown): void => {
    first ??= error;
    stop.abort();
  };
  await Promise.all([work('raise').catch(stopped), work('crm').catch(stopped)]);
  if (first !== null) throw first;
}
