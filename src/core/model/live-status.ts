import type { Finding } from './finding.ts';
import type { HookRefusal, HookScheme } from './hook-scheme.ts';
import type { LiveFilter, StoredLiveRow } from './live-row.ts';
import type { Product } from './record-type.ts';

/** What a person chose for a workspace's webhooks, and the paths that were drawn for it. Secrets are in the key store. */
export interface LiveSettings {
  readonly paths: Readonly<Record<Product, string>>;
  readonly schemes: Readonly<Record<Product, HookScheme>>;
  /** How long one product may have a gift alone before it is looked at. */
  readonly limitMinutes: number;
  /** The port that was listened on last; null before the first time. */
  readonly port: number | null;
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

export interface ShownLiveRow extends StoredLiveRow {
  readonly verdict: LiveVerdict | null;
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
  /** One-sided and late, not read directly yet. */
  readonly waitingToConfirm: number;
  readonly findings: number;
  readonly actionable: number;
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
