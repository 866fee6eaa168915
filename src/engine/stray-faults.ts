import { failureFacts } from './failure-error.ts';

/**
 * A fault that nobody waits for, such as a message that is none (oRPC's port handler decodes in a promise of its own), must
 * not end the audits of every page: it is told, and the engine goes on.
 */
export function surviveStrayFaults(tell: (details: string) => void): void {
  process.on('unhandledRejection', (reason) => tell(failureFacts(reason).details));
}
