import { maskedFinding } from './exports/masked/mask-finding.ts';
import type { Publication } from './model/publication.ts';
import { takeLease, type Lease, type LeaseOrder } from './operations/publish/lease.ts';
import { publishWorkspace, type PublishOrder } from './operations/publish/publish-workspace.ts';
import { unpublished } from './staging/published.ts';
import type { Workspace } from './staging/workspaces.ts';

export { leaseKey } from './operations/publish/lease-key.ts';
export {
  readStoreAddress,
  STORE_VARIABLE,
  type StoreAddress,
} from './operations/publish/store-address.ts';

/** Copies of results, without donor data, in a PostgreSQL that several machines share. The workspace stays the only source. */
export interface Publishing {
  /** Finished runs whose result no shared store has, oldest first. @throws Failure storage */
  pending(workspace: string): string[];
  /** @throws Failure usage, network, server_error, storage, cancelled */
  publish(workspace: string, order: PublishOrder): Promise<Publication>;
  /** Takes what lets one process at a time spend a customer's quota. @throws Failure held_elsewhere, network, usage */
  hold(order: LeaseOrder): Promise<Lease>;
}

export function createPublishing(open: (workspace: string) => Workspace): Publishing {
  return {
    pending: (workspace) => unpublished(open(workspace).db, null).map(({ runId }) => runId),
    publish: (workspace, order) => publishWorkspace(open(workspace), maskedFinding, order),
    hold: takeLease,
  };
}
