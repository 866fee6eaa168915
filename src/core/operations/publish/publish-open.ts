import { findingAt, openItems } from '../../staging/open-items.ts';
import { triageIn } from '../../staging/triage.ts';
import type { Workspace } from '../../staging/workspaces.ts';
import { findingRow, type Row } from './published-rows.ts';
import { holdCustomer, type Mask } from './publish-run.ts';
import type { Store } from './store.ts';
import { writeRows } from './write-rows.ts';

/**
 * Replaces a customer's list of what is open: what to act on its runs left, each as it was last seen, with what a person decided of it and
 * without what a person wrote. @returns how many they are
 */
export async function publishOpen(
  store: Store,
  { at, customerId, mask }: { at: Workspace; customerId: string; mask: Mask },
): Promise<number> {
  return store.together(async () => {
    await holdCustomer(store, customerId);
    await store.ask('DELETE FROM tieout.open_finding WHERE customer_id = $1', [customerId]);
    const count = await writeRows(store, 'open_finding', customerId, openRows(at, mask));
    await store.ask('UPDATE tieout.customer SET published = clock_timestamp() WHERE id = $1', [
      customerId,
    ]);
    return count;
  });
}

function* openRows({ db }: Workspace, mask: Mask): Generator<Row> {
  const triageOf = triageIn(db);
  for (const item of openItems(db))
    yield {
      ...findingRow(mask(findingAt(db, item)), item.runId, item.position),
      decision: triageOf(item.findingId)?.status ?? 'open',
      is_accepted: item.isAccepted,
    };
}
