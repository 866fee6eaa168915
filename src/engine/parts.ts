import { implement, ORPCError } from '@orpc/server';
import { contract } from '../contract/contract.ts';
import type { Auditor, DeliveryPorts } from '../core/auditor.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { BackstopHost } from './backstop-host.ts';
import type { CallLog } from './call-log.ts';
import type { Demo } from './demo.ts';
import type { ExportFiles } from './export-files.ts';
import { failureError } from './failure-error.ts';
import type { Links } from './links.ts';
import type { LiveHost } from './live-host.ts';
import type { OpenViews } from './open-views.ts';
import type { openPreferences } from './preferences.ts';
import type { RunHost } from './run-host.ts';
import type { TriageNews } from './triage-news.ts';
import type { WindowServices } from './window-services.ts';

/** Everything that commands are answered with. */
export interface EngineParts {
  readonly version: string;
  readonly dataFolder: string;
  readonly auditor: Auditor;
  readonly keys: KeyStore;
  readonly links: Links;
  readonly runs: RunHost;
  readonly live: LiveHost;
  readonly backstops: BackstopHost;
  /** A notification of the system's; null where there can be none. */
  readonly notify: DeliveryPorts['notify'];
  readonly views: OpenViews;
  readonly triageNews: TriageNews;
  readonly files: ExportFiles;
  readonly calls: CallLog;
  readonly demo: Demo;
  readonly preferences: ReturnType<typeof openPreferences>;
  /** What only a window's main process can do; null in a browser tab. */
  readonly window: WindowServices | null;
}

/** The contract with failures made into its typed error, inside streams too. */
export const answers = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (error instanceof ORPCError) throw error;
    throw failureError(error);
  }
});

/** A stream whose failures reach the page as the contract's typed error. */
export async function* withTypedFailures<T>(
  stream: AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  try {
    yield* stream;
  } catch (error) {
    if (error instanceof ORPCError || (error instanceof Error && error.name === 'AbortError'))
      throw error;
    throw failureError(error);
  }
}
