import { isFailure, type FailureKind } from '../core/model/failure.ts';
import type { Session } from './session.ts';

/** A first answer of these kinds makes every further call pointless. */
const HOPELESS: readonly FailureKind[] = [
  'sign_in_refused',
  'not_found',
  'bad_answer',
  'network',
  'cancelled',
];

/**
 * One small call to Raise before a run is made: a wrong address or token shows at once, not stream by stream with CRM+ read in
 * vain. CRM+ is greeted by the run itself, which asks for the organization first.
 * @throws Failure
 */
export async function greet(session: Session, signal: AbortSignal): Promise<void> {
  try {
    await session.link.connections.raise.countStream('raise.campaigns', null, signal);
  } catch (error) {
    if (!isFailure(error) || HOPELESS.includes(error.kind)) throw error;
  }
}
