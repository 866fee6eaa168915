import type { Finding } from './finding.ts';
import type { HookRefusal, HookScheme } from './hook-scheme.ts';
import type { LiveFilter, StoredLiveRow } from './live-row.ts';
import type { Product } from './record-type.ts';
import type { Triage } from './triage.ts';

/** What a person chose for a workspace's webhooks, and the paths that were drawn for it. Secrets are in the key store. */
export interface LiveSettings {
  readonly paths: Readonly<Record<Product, string>>;
  readonly schemes: Readonly<Record<Product, HookScheme>>;
  /** How long one product may have a gift alone before it is looked at. */
  readonly limitMinutes: number;
  /** The port that was listened on last; null before the first time. */
  readonly port: number | null;
  /** Days after which the bodies of deliveries are removed. */
  readonly keepBodyDays: number;
}

export type LiveSettingsPatch = Partial<Omit<LiveSettings, 'paths'>>;

/** What direct reads said of a row. */
export interface LiveVerdict {
  readonly outcome: 'agrees' | 'finding' | 'undecided';
  readonly finding: Finding | null;
  /** Why nothing could be decided; null if it was. */
  readonly sentence: string | null;
  readonly checkedUtc: string;
  /** An event brought news since, so that it is looked at again. */
  readonly isOutdated: boolean;
}

/** The newest audit that says something of a finding which was read directly. */
export interface AuditWord {
  readonly runId: string;
  readonly asOfUtc: string;
  /** It has the same finding. If not, it began after the read, looked at the gift, and did not find it any more. */
  readonly isOpen: boolean;
}

/** A verdict with what else is known of its finding; both null where there is none. */
export interface ShownVerdict extends LiveVerdict {
  readonly audit: AuditWord | null;
  readonly triage: Triage | null;
}

export interface ShownLiveRow extends StoredLiveRow {
  readonly verdict: ShownVerdict | null;
}

export interface LiveProductStatus {
  readonly deliveries: number;
  /** Bodies that came before, to the byte. */
  readonly repeated: number;
  /** Taken without proof of who sent them. */
  readonly unverified: number;
  readonly firstUtc: string | null;
  readonly lastUtc: string | null;
  readonly refused: Readonly<Partial<Record<HookRefusal, number>>>;
}

export interface LiveStatus {
  /** The program that listens now; null if nobody does. */
  readonly listener: { readonly program: string; readonly pid: number } | null;
  readonly settings: LiveSettings;
  /** What whoever looks at the state must know: deliveries without proof. */
  readonly warnings: readonly string[];
  readonly products: Readonly<Record<Product, LiveProductStatus>>;
  /** Stored, but not looked into yet. */
  readonly waitingToApply: number;
  readonly rows: Readonly<Record<LiveFilter, number>>;
  /** Bodies of deliveries that are kept still, and when the oldest of them came; null if there is none. */
  readonly bodies: { readonly kept: number; readonly oldestUtc: string | null };
  /** One-sided and late, not read directly yet. */
  readonly waitingToConfirm: number;
  /** What direct reads have found and no later audit has settled. */
  readonly findings: number;
  /** Of these, what is to be acted on. */
  readonly actionable: number;
  /** Of these, what no audit tells of. */
  readonly unaudited: number;
  readonly undecided: number;
  readonly otherKinds: readonly {
    readonly product: Product;
    readonly name: string;
    readonly events: number;
  }[];
  readonly unreadable: readonly {
    readonly product: Product;
    readonly why: string;
    readonly records: number;
  }[];
}

/** A day in the customer's zone on which something came, or was found. Of other days nothing is known. */
export interface LateDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Late gifts that reading them directly has confirmed. */
  readonly confirmed: number;
  readonly isOver: boolean;
}

/** What the rest of Tieout tells of live confirmation. */
export interface LiveSummary extends Pick<LiveStatus, 'findings' | 'actionable' | 'unaudited'> {
  /** The newest last; up to two months. */
  readonly days: readonly LateDay[];
}
