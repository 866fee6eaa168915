import { createRouterClient, type RouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { SupportedMessagePort } from '@orpc/client/message-port';
import { createAuditor } from '../core/auditor.ts';
import { openKeyStore } from '../keys/open-key-store.ts';
import { BackstopHost } from './backstop-host.ts';
import { CallLog } from './call-log.ts';
import { Demo } from './demo.ts';
import { ExportFiles } from './export-files.ts';
import { Links } from './links.ts';
import { LiveHost } from './live-host.ts';
import { openMetricsEndpoint } from './metrics-endpoint.ts';
import { OpenViews } from './open-views.ts';
import type { EngineParts } from './parts.ts';
import { openPreferences } from './preferences.ts';
import type { StartLook } from './provisional-looks.ts';
import { createRouter } from './router.ts';
import { RunHost } from './run-host.ts';
import { TriageNews } from './triage-news.ts';
import { keychainOf, type WindowServices } from './window-services.ts';

export interface EngineOptions {
  readonly dataFolder: string;
  readonly version: string;
  /** How others are told who holds a workspace: "the window". */
  readonly program?: string;
  /** What only a window's main process can do; null elsewhere. */
  readonly window: WindowServices | null;
  /** Starts the thread that judges what a running audit has read so far. */
  readonly startLook: StartLook;
  /** Answers /metrics there, to this machine alone; 0 is any free port, none is off. */
  readonly metricsPort?: number | undefined;
  /** False keeps the key store away from the system's key ring: for tests. */
  readonly hasKeyring?: boolean;
}

/** The program behind a page: store, tokens, running audits. Hosts only bring transports to it. */
export interface Engine {
  /** The contract without a transport. */
  readonly client: RouterClient<ReturnType<typeof createRouter>>;
  /** Answers the contract on a message port until it closes. */
  serve(port: SupportedMessagePort): void;
  /** Looks at all schedules now, as it does each minute; resolves when what was due has run. */
  lookAtSchedules(): Promise<void>;
  /** Where /metrics is answered; null if it isn't. */
  readonly metricsPort: number | null;
  /** Workspaces in which an audit goes on. */
  running(): string[];
  /** Stops audits at their next safe point, then closes the store. */
  close(): Promise<void>;
}

/** Opens the data folder and the key store and starts what runs by itself; `close` ends it all. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataFolder, version, program, window } = options;
  const auditor = createAuditor({ dataFolder, version, program });
  const keys = openKeyStore({
    dataFolder,
    keychain: window === null ? undefined : await keychainOf(window),
    // A window has the key chain; asking the key ring too would start a child of Electron.
    keyring: window === null && (options.hasKeyring ?? true),
  });
  const calls = new CallLog();
  const demo = new Demo(auditor, dataFolder);
  const links = new Links(auditor, keys, async ({ isDemo }) => (isDemo ? demo.access() : null), {
    onCall: (workspace, call) => calls.add(workspace, call),
    onPace: (workspace) => runs.tell(workspace),
  });
  const triageNews = new TriageNews(auditor);
  const runs = new RunHost(auditor, links, options.startLook, (workspace) =>
    triageNews.tellIfReadable(workspace),
  );
  const live = new LiveHost(auditor, links, keys);
  // Bodies hold donors' data, and whoever listened once may never do so again.
  for (const workspace of auditor.workspaces()) live.removeOldBodies(workspace);
  const notify =
    window === null
      ? null
      : (title: string, text: string): Promise<void> => window.notify({ title, text });
  const metrics =
    options.metricsPort === undefined
      ? null
      : await openMetricsEndpoint(auditor, options.metricsPort);
  const backstops = new BackstopHost({ auditor, links, runs, keys, notify });
  const parts: EngineParts = {
    version,
    dataFolder,
    window,
    auditor,
    keys,
    links,
    runs,
    live,
    backstops,
    notify,
    calls,
    demo,
    views: new OpenViews(),
    triageNews,
    files: new ExportFiles(),
    preferences: openPreferences(dataFolder),
  };
  const router = createRouter(parts);
  const handler = new RPCHandler(router);
  return {
    client: createRouterClient(router),
    serve: (port) => handler.upgrade(port),
    running: () => runs.running(),
    lookAtSchedules: () => backstops.look(),
    metricsPort: metrics?.port ?? null,
    close: async () => {
      await live.close();
      const scheduled = backstops.close();
      await runs.close();
      await scheduled;
      await metrics?.close();
      parts.views.closeAll();
      parts.files.close();
      await demo.close();
      auditor.close();
    },
  };
}
