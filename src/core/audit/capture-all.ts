import { productOf } from '../model/streams.ts';
import type { InstantMs } from '../model/instants.ts';
import { idsToRead, type IdsOfType } from '../model/recheck.ts';
import type { Product } from '../model/record-type.ts';
import type { StoredRequest } from '../model/request.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { dropIndexes } from '../staging/prepare-for-matching.ts';
import { captureByIds } from './capture-by-id.ts';
import { captureStream, type CaptureOptions } from './capture.ts';
import { planCapture } from './capture-plan.ts';
import { closingPass } from './closing-pass.ts';
import type { Connections } from './connections.ts';
import { sideBySide } from './side-by-side.ts';
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
  const single = request.reads === 'single' ? singleRecords(request) : null;
  if (single !== null) {
    if (capture.snapshot('raise.donors') !== null) return;
    const { concurrency, recheck, linkSources } = request;
    const isTaught = recheck !== null || linkSources.length > 0;
    await captureByIds(connections, capture, { records: single, concurrency, isTaught }, options);
    return;
  }
  const plans = planCapture(request, connections.crm !== null);
  if (plans.some(({ stream }) => capture.snapshot(stream)?.state !== 'sealed'))
    dropIndexes(capture.db);
  const { pageSize } = request;
  const forBoth = (
    read: (plans: readonly StreamPlan[], signal: AbortSignal) => Promise<void>,
  ): Promise<void> =>
    sideBySide(
      (['raise', 'crm'] as const).map(
        (product) => (signal) => read(plansOf(plans, product), signal),
      ),
      options.signal,
    );
  await forBoth(async (ofOne, signal) => {
    for (const plan of ofOne)
      await captureStream(connections, capture, plan, { ...options, pageSize, signal });
  });
  await forBoth((ofOne, signal) =>
    closingPass(connections, capture, ofOne, { ...options, pageSize, signal }),
  );
}

/** The records that are read one by one; null if lists are read. */
function singleRecords({ records, ids, recheck }: StoredRequest): IdsOfType[] | null {
  if (recheck !== null) return idsToRead(recheck.items);
  const [type] = records;
  return ids === null || type === undefined ? null : [{ type, raise: ids, crm: [] }];
}

function plansOf(plans: readonly StreamPlan[], product: Product): StreamPlan[] {
  return plans.filter(({ stream }) => productOf(stream) === product);
}
