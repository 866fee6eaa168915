import type { ClientContext, ClientLink } from '@orpc/client';

/** A transport to the engine. */
export interface EngineLink {
  readonly link: ClientLink<ClientContext>;
  /** Resolves when the engine can't be reached any more. */
  readonly lost: Promise<void>;
}
