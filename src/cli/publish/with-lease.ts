import { hostname } from 'node:os';
import type { CommandContext } from '../command.ts';
import { PROGRAM, type Session } from '../session.ts';
import { needsLease, sharedStore } from './shared-store.ts';

/**
 * Runs what spends a customer's quota while the lease of the shared store is held, if there is one: nobody else spends it meanwhile, from
 * whatever machine. Work is stopped, resumably, when the lease is lost.
 * @throws Failure held_elsewhere before anything is asked, or when another process has taken it over; network if the store can't tell
 */
export async function withLease<T>(
  session: Session,
  context: CommandContext,
  work: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const address = sharedStore(context);
  if (address === null || session.isDemo || !needsLease(context)) return work(context);
  const { auditor, workspace, quotaKeys } = session;
  const known = auditor.workspaces().includes(workspace)
    ? [`workspace:${auditor.customers.facts(workspace).id}`]
    : [];
  const lease = await auditor.publishing.hold({
    address,
    keys: [...known, ...quotaKeys],
    words: `${PROGRAM} (process ${process.pid} on ${hostname()}, workspace ${workspace})`,
  });
  try {
    const signal = AbortSignal.any([context.signal, lease.signal]);
    const result = await work({ ...context, signal });
    if (lease.lost !== null) throw lease.lost;
    return result;
  } catch (error) {
    // What was stopped because of it says only that it was stopped.
    throw lease.lost ?? error;
  } finally {
    await lease.release();
  }
}
