import { Failure, isFailure } from '../../core/model/failure.ts';
import type { CommandContext } from '../command.ts';
import type { Session } from '../session.ts';
import { countOf } from '../words.ts';
import { sharedStore } from './shared-store.ts';

/**
 * Publishes what a workspace has that the shared store has not, if there is one. It fails no audit: what could not be published is said,
 * and the next time brings it.
 */
export async function publishAfter(session: Session, context: CommandContext): Promise<void> {
  const { auditor, workspace } = session;
  const { terminal, signal } = context;
  if (signal.aborted) return;
  const address = sharedStore(context);
  if (address === null || session.isDemo || !auditor.workspaces().includes(workspace)) return;
  try {
    await auditor.publishing.publish(workspace, { address, signal });
  } catch (error) {
    if (isFailure(error, 'cancelled')) return;
    if (!(error instanceof Failure)) throw error;
    const left = auditor.publishing.pending(workspace).length;
    terminal.note(
      `${workspace}: ${countOf(left, 'run')} could not be published: ${error.message} The next “tieout daily” or “tieout publish” brings ${left === 1 ? 'it' : 'them'}.`,
    );
  }
}
