import { Failure } from '../../model/failure.ts';
import type { Publication } from '../../model/publication.ts';
import { forgetPublished, resultsOf, unpublished } from '../../staging/published.ts';
import { workspaceFacts } from '../../staging/workspace-settings.ts';
import type { Workspace } from '../../staging/workspaces.ts';
import { keepTrying } from './keep-trying.ts';
import { publishOpen } from './publish-open.ts';
import { publishRun, type Mask } from './publish-run.ts';
import type { StoreAddress } from './store-address.ts';
import { openStore, type Store } from './store.ts';

export interface PublishOrder {
  readonly address: StoreAddress;
  /** Look in the store itself for what it has: it may have been restored from an older copy. */
  readonly isAgain?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** How long a store that can't be reached is tried again before it is given up. */
  readonly patienceMs?: number;
  /** Told after each run. */
  readonly onRun?: (runId: string) => void;
}

const PATIENCE_MS = 60_000;

/**
 * Brings to the shared store what it has not got of a workspace, run by run, oldest first, and then its list of what is open. It may be
 * killed anywhere and done again: a run is there whole or not at all. @throws Failure usage, network, server_error, cancelled
 */
export async function publishWorkspace(
  at: Workspace,
  mask: Mask,
  order: PublishOrder,
): Promise<Publication> {
  const { patienceMs = PATIENCE_MS, signal } = order;
  const runs: string[] = [];
  let findings = 0;
  const patience = { patienceMs, refuse: () => refuseCancelled(signal) };
  const open = await keepTrying(patience, (wentWell) =>
    publishOnce(at, mask, order, (runId, count) => {
      runs.push(runId);
      findings += count;
      wentWell();
      order.onRun?.(runId);
    }),
  );
  return { workspace: at.name, customerId: workspaceFacts(at.db).id, runs, findings, open };
}

async function publishOnce(
  at: Workspace,
  mask: Mask,
  { address, isAgain = false, signal }: PublishOrder,
  onRun: (runId: string, findings: number) => void,
): Promise<number> {
  const store = await openStore(address);
  try {
    const customer = workspaceFacts(at.db);
    await store.ask(
      `INSERT INTO tieout.customer (id, name, created) VALUES ($1, $2, $3)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE customer.name <> excluded.name`,
      [customer.id, customer.name, customer.createdUtc],
    );
    const from = { at, customerId: customer.id, mask };
    if (isAgain) await forgetLacking(store, from);
    for (const { runId } of unpublished(at.db, store.id)) {
      refuseCancelled(signal);
      onRun(runId, await publishRun(store, from, runId));
    }
    refuseCancelled(signal);
    return await publishOpen(store, from);
  } finally {
    await store.close();
  }
}

/** What the workspace thinks is there and is not: publishing it begins anew. */
async function forgetLacking(
  store: Store,
  { at, customerId }: { readonly at: Workspace; readonly customerId: string },
): Promise<void> {
  const rows = await store.ask('SELECT run_id, revision FROM tieout.run WHERE customer_id = $1', [
    customerId,
  ]);
  const there = new Map(rows.map((row) => [row['run_id'], row['revision']]));
  for (const { runId, revision } of resultsOf(at.db))
    if (there.get(runId) !== revision) forgetPublished(at.db, store.id, runId);
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new Failure(
      'cancelled',
      'Stopped; what was published is whole, and the rest comes next time.',
    );
}
