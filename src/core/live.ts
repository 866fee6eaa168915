import { quickCheck } from './audit/quick-check.ts';
import type { Link } from './connect.ts';
import { entriesIn, readCaptured } from './connectors/events/read-captured.ts';
import { readDelivery } from './connectors/events/read-delivery.ts';
import { learnedForms, type LiveFiles } from './live-files.ts';
import { liveStatus } from './live-status.ts';
import { createSubscriptions, type Subscriptions } from './live-subscriptions.ts';
import { Failure } from './model/failure.ts';
import type { HookScheme } from './model/hook-scheme.ts';
import type { LiveFilter } from './model/live-row.ts';
import type {
  LiveSettings,
  LiveSettingsPatch,
  LiveStatus,
  LiveVerdict,
  ShownLiveRow,
} from './model/live-status.ts';
import type { Product } from './model/record-type.ts';
import type { AuditRequest } from './model/request.ts';
import type { ReadEvents } from './monitor/apply-deliveries.ts';
import {
  confirmSuspects,
  type ConfirmOptions,
  type ConfirmReport,
} from './monitor/confirm-suspects.ts';
import { importFile, type ImportProgress } from './monitor/import-file.ts';
import { startListener, type Listener, type ListenerNews } from './monitor/listener.ts';
import type { LiveStore } from './monitor/live-store.ts';
import type { OneSidedRules } from './monitor/one-sided.ts';
import { relink } from './monitor/relink.ts';
import { knownEvents } from './staging/live/event-numbers.ts';
import { readRows, type RowsAfter } from './staging/live/live-rows.ts';
import { changeLiveSettings, liveSettings } from './staging/live/live-settings.ts';
import { liveFindings, verdictOf } from './staging/live/verdicts.ts';
import type { Workspace } from './staging/workspaces.ts';
import { lockHolder, type Activity, type Holder, type WriterLock } from './staging/writer-lock.ts';

export interface ListenOptions {
  readonly secrets: Readonly<Record<Product, string | null>>;
  /** A free one if left out. */
  readonly port?: number | undefined;
  readonly onNews?: ((news: ListenerNews) => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface ImportCommand {
  /** Who sent bodies that don't tell it. */
  readonly product: Product | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** How rows are judged: the audit's rules, of which live confirmation needs few. */
export type LiveRules = Pick<AuditRequest, 'includeTestMode'>;

export interface RowsBlock {
  readonly rows: readonly ShownLiveRow[];
  /** Where the next block begins; null after the last. */
  readonly next: RowsAfter | null;
}

/** Live confirmation: what both products' webhooks tell, as one row a record (product.md §4, 6). */
export interface Live {
  readonly subscriptions: Subscriptions;
  settings(workspace: string): LiveSettings;
  /** Good from the next start of listening on. @throws Failure usage for a value that can't be one, storage */
  changeSettings(workspace: string, patch: LiveSettingsPatch): LiveSettings;
  /**
   * Takes deliveries until it is closed, of the products whose secret is given or whose scheme needs none.
   * @throws Failure usage for a port that is taken, or without any secret; in_use if somebody listens
   */
  listen(workspace: string, options: ListenOptions): Promise<Listener>;
  /** Takes captured deliveries from a file. @throws Failure usage, storage, cancelled; in_use if somebody listens */
  import(workspace: string, path: string, command: ImportCommand): Promise<ImportProgress>;
  /** Reads one-sided rows that are late directly, within its share of the quota. @throws Failure cancelled, storage */
  confirm(
    workspace: string,
    link: Link,
    rules: AuditRequest,
    options?: Pick<ConfirmOptions, 'signal' | 'onVerdict'>,
  ): Promise<ConfirmReport>;
  /** Who takes deliveries of a workspace now; null if nobody does. */
  listener(workspace: string): Holder | null;
  status(workspace: string, rules: LiveRules): LiveStatus;
  rows(
    workspace: string,
    asked: LiveRules & { readonly filter: LiveFilter; readonly after: RowsAfter | null },
  ): RowsBlock;
  /** The rows that direct reads have a finding of, the newest first, up to 500. */
  findings(workspace: string): readonly ShownLiveRow[];
}

const BLOCK = 200;
const MOST_FINDINGS = 500;
/** The smaller of the two numbers that are published for CRM+ (docs/api-facts.md A2), until an answer tells. */
const HOURLY_UNTOLD = 1500;

export function createLive(
  workspace: (name: string) => Workspace,
  hold: (at: Workspace, activity: Activity) => WriterLock,
  files: LiveFiles,
  now: () => number = Date.now,
): Live {
  const open = (name: string): LiveStore => files.open(workspace(name));
  const rulesFor = (store: LiveStore, { includeTestMode }: LiveRules): OneSidedRules => ({
    includeTestMode,
    limitMs: liveSettings(store.db).limitMinutes * 60_000,
  });
  /** Linked by what the newest audit knows; only whoever holds the lock does that. */
  const openToChange = (at: Workspace): LiveStore => {
    const store = files.open(at);
    relink(store, learnedForms(at));
    return store;
  };
  return {
    subscriptions: createSubscriptions(open),
    settings: (name) => liveSettings(open(name).db),
    changeSettings: (name, patch) => changeLiveSettings(open(name).db, patch),
    listen: async (name, { secrets, port, onNews, onError }) => {
      const at = workspace(name);
      const lock = hold(at, 'listening');
      try {
        const store = openToChange(at);
        const { schemes, ...settings } = liveSettings(store.db);
        const paths = {
          raise: canProve(schemes.raise, secrets.raise) ? settings.paths.raise : null,
          crm: canProve(schemes.crm, secrets.crm) ? settings.paths.crm : null,
        };
        if (paths.raise === null && paths.crm === null)
          throw new Failure(
            'usage',
            'There is no secret to know deliveries by, of neither product: nothing could be taken.',
          );
        const readEvents = (): ReadEvents => readerOf(store);
        const options = { store, readEvents, paths, schemes, secrets, port, now, onNews, onError };
        const listener = await startListener(options);
        changeLiveSettings(store.db, { port: listener.port });
        return {
          port: listener.port,
          close: async () => {
            await listener.close();
            lock.release();
          },
        };
      } catch (error) {
        lock.release();
        throw error;
      }
    },
    import: async (name, path, { product, signal, onProgress }) => {
      const at = workspace(name);
      const lock = hold(at, 'listening');
      try {
        const store = openToChange(at);
        const readers = {
          line: (text: string) => readCaptured(text, product),
          whole: entriesIn,
          events: () => readerOf(store),
        };
        return await importFile(store, path, { readers, now, signal, onProgress });
      } finally {
        lock.release();
      }
    },
    confirm: (name, link, rules, options = {}) => {
      const store = open(name);
      const live = rulesFor(store, rules);
      const asked = { ...rules, ...linkRules(store, rules), lagHours: live.limitMs / 3_600_000 };
      return confirmSuspects(store, {
        ...options,
        rules: live,
        now,
        callsMade: () => link.connections.callsMade(),
        hourly: () => ({
          raise: link.quota().raise?.limit ?? link.requestsPerSecond.raise * 3600,
          crm: link.quota().crm?.limit ?? HOURLY_UNTOLD,
        }),
        check: (_row, side, id) =>
          quickCheck(link.connections, {
            recordType: 'gift',
            id,
            side,
            rules: asked,
            ...(options.signal === undefined ? {} : { signal: options.signal }),
          }),
      });
    },
    listener: (name) => lockHolder(workspace(name).folder, 'listener'),
    status: (name, rules) => {
      const at = workspace(name);
      const store = files.open(at);
      const settings = liveSettings(store.db);
      const holder = lockHolder(at.folder, 'listener');
      return liveStatus(store, settings, rulesFor(store, rules), holder, now());
    },
    rows: (name, { filter, after, includeTestMode }) => {
      const store = open(name);
      const cutoffMs = now() - rulesFor(store, { includeTestMode }).limitMs;
      const rows = readRows(store.db, { filter, cutoffMs, includeTestMode }, after, BLOCK);
      const last = rows.length === BLOCK ? rows.at(-1) : undefined;
      return {
        rows: rows.map((row) => ({ ...row, verdict: shown(verdictOf(store.db, row.key)) })),
        next: last === undefined ? null : { lastMs: last.lastMs, key: last.key },
      };
    },
    findings: (name) =>
      liveFindings(open(name).db, MOST_FINDINGS).map(({ row, verdict }) => ({
        ...row,
        verdict: shown(verdict),
      })),
  };
}

/** Without its secret a product's deliveries could not be told from anybody's, so they are not listened for. */
function canProve(scheme: HookScheme, secret: string | null): boolean {
  return scheme.kind === 'none' || (secret !== null && secret !== '');
}

function readerOf({ db }: LiveStore): ReadEvents {
  const learned = knownEvents(db);
  return (product, body, hint) => readDelivery(product, body, hint, learned);
}

/** What a person confirmed wins; else what the newest audit has learned of gifts. */
function linkRules(
  { forms }: LiveStore,
  rules: AuditRequest,
): Pick<AuditRequest, 'linkSources' | 'linkPrefixes'> {
  if (rules.linkSources.length > 0) return rules;
  return {
    linkSources: [...new Set(forms.gift.map(({ source }) => source))],
    linkPrefixes: [...new Set(forms.gift.map(({ prefix }) => prefix))],
  };
}

function shown(verdict: LiveVerdict | null): LiveVerdict | null {
  if (verdict === null) return null;
  const { outcome, finding, sentence, checkedUtc, isOutdated } = verdict;
  return { outcome, finding, sentence, checkedUtc, isOutdated };
}
