import { quickCheck } from '../audit/quick-check.ts';
import type { Link } from './connect.ts';
import type { LiveFiles } from './live-files.ts';
import { lateDays, LiveFindings, type LiveWorkspace } from './live-findings.ts';
import {
  createIntake,
  type ImportCommand,
  type ImportSource,
  type ListenOptions,
} from './live-intake.ts';
import { liveStatus } from './live-status.ts';
import { createSubscriptions, type Subscriptions } from './live-subscriptions.ts';
import { Failure } from '../model/failure.ts';
import type { ImportProgress } from '../model/live-import.ts';
import type { LiveFilter } from '../model/live-row.ts';
import type {
  LiveSettings,
  LiveSettingsPatch,
  LiveStatus,
  LiveSummary,
  ShownLiveRow,
} from '../model/live-status.ts';
import type { AuditRequest } from '../model/request.ts';
import type { TriagePatch } from '../model/triage-step.ts';
import {
  confirmSuspects,
  type ConfirmOptions,
  type ConfirmReport,
} from '../monitor/confirm-suspects.ts';
import type { Listener } from '../monitor/listener.ts';
import type { LiveStore } from '../monitor/live-store.ts';
import type { OneSidedRules } from '../monitor/one-sided.ts';
import { decideRead } from '../staging/decide-read.ts';
import { hasLiveFile } from '../staging/live/live-file.ts';
import { readRows, type RowsAfter } from '../staging/live/live-rows.ts';
import { changeLiveSettings, liveSettings } from '../staging/live/live-settings.ts';
import { verdictOf } from '../staging/live/verdicts.ts';
import { newestRun } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { lockHolder, type Holder } from '../staging/writer-lock.ts';
import type { Hold } from './holding.ts';
import { writeDecision } from './triage.ts';

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
  /** Takes captured deliveries. @throws Failure usage, storage, cancelled; in_use if somebody listens */
  import(workspace: string, source: ImportSource, command: ImportCommand): Promise<ImportProgress>;
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
  /** The rows that direct reads have a finding of and no later audit has settled, the newest first, up to 500. */
  findings(workspace: string): readonly ShownLiveRow[];
  /**
   * One step of triage over such findings, by their ids: what is decided holds for every audit that has them.
   * @returns how many it changed; 0 is no step @throws Failure usage if one of them is no finding any more; storage, in_use
   */
  decide(workspace: string, ids: readonly string[], patch: TriagePatch, who: string): number;
  /** What the rest of Tieout tells of it; nothing of a workspace that never listened, for which no file is made. */
  summary(workspace: string): LiveSummary;
  /**
   * Removes bodies of deliveries that are older than the settings keep them; listening and importing do so by themselves.
   * @returns how many @throws Failure storage
   */
  removeOldBodies(workspace: string): Promise<number>;
}

const BLOCK = 200;
const MOST_FINDINGS = 500;
/** The smaller of the two numbers that are published for CRM+ (docs/api-facts.md A2), until an answer tells. */
const HOURLY_UNTOLD = 1500;

export function createLive(
  workspace: (name: string) => Workspace,
  hold: Hold,
  files: LiveFiles,
  now: () => number = Date.now,
): Live {
  const open = (name: string): LiveStore => files.open(workspace(name));
  const both = (name: string): LiveWorkspace => ({ at: workspace(name), store: open(name) });
  const rulesFor = (store: LiveStore, { includeTestMode }: LiveRules): OneSidedRules => ({
    includeTestMode,
    limitMs: liveSettings(store.db).limitMinutes * 60_000,
  });
  const intake = createIntake(hold, files, now);
  const found = new LiveFindings();
  return {
    subscriptions: createSubscriptions(open),
    settings: (name) => liveSettings(open(name).db),
    changeSettings: (name, patch) => changeLiveSettings(open(name).db, patch),
    listen: async (name, options) => intake.listen(workspace(name), options),
    import: async (name, source, command) => intake.import(workspace(name), source, command),
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
      const live = both(name);
      const { at, store } = live;
      return liveStatus(store, {
        settings: liveSettings(store.db),
        rules: rulesFor(store, rules),
        holder: lockHolder(at.folder, 'listener'),
        found: found.counts(live),
        nowMs: now(),
      });
    },
    rows: (name, { filter, after, includeTestMode }) => {
      const live = both(name);
      const { db } = live.store;
      const cutoffMs = now() - rulesFor(live.store, { includeTestMode }).limitMs;
      const rows = readRows(db, { filter, cutoffMs, includeTestMode }, after, BLOCK);
      const last = rows.length === BLOCK ? rows.at(-1) : undefined;
      return {
        rows: rows.map((row) => {
          const verdict = verdictOf(db, row.key);
          return { ...row, verdict: verdict === null ? null : found.shown(live, verdict) };
        }),
        next: last === undefined ? null : { lastMs: last.lastMs, key: last.key },
      };
    },
    findings: (name) => found.standing(both(name), MOST_FINDINGS),
    decide: (name, ids, patch, who) => {
      const live = both(name);
      const findings = found.standing(live).flatMap(({ verdict }) => {
        const finding = verdict?.finding ?? null;
        return finding === null || !ids.includes(finding.id)
          ? []
          : [{ ...finding, checkedUtc: verdict?.checkedUtc ?? '' }];
      });
      if (ids.some((id) => findings.every((finding) => finding.id !== id)))
        throw new Failure(
          'usage',
          'This list is not up to date any more: load it again. Nothing was changed.',
        );
      const atUtc = new Date(now()).toISOString();
      return writeDecision(live.at, () => decideRead(live.at.db, { findings, patch, who, atUtc }));
    },
    summary: (name) => {
      const at = workspace(name);
      if (!hasLiveFile(at.folder)) return { findings: 0, actionable: 0, unaudited: 0, days: [] };
      const live = both(name);
      const { findings, actionable, unaudited } = found.counts(live);
      const days = lateDays(live.store, zoneOf(at), now());
      return { findings, actionable, unaudited, days };
    },
    removeOldBodies: async (name) => {
      const at = workspace(name);
      return hasLiveFile(at.folder) ? intake.removeOldBodies(at) : 0;
    },
  };
}

/** The customer's zone, as the newest audit knows it. */
function zoneOf({ db }: Workspace): string {
  return newestRun(db, 'finished')?.facts?.parameters.timeZone ?? 'UTC';
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
