import type { Severity } from './finding.ts';
import type { Amount } from './open-item.ts';
import type { RecordType } from './record-type.ts';
import type { Cause, State } from './states.ts';

/** What alerts are made of. `all`: what is open from the first time on; `new`: what comes after that. */
export interface AlertRules {
  readonly findings: 'all' | 'new' | 'off';
  readonly unexplained: boolean;
  readonly spikes: boolean;
  readonly notVerified: boolean;
  readonly quota: boolean;
}

export const DEFAULT_ALERT_RULES: AlertRules = {
  findings: 'all',
  unexplained: true,
  spikes: true,
  notVerified: true,
  quota: true,
};

/** Times of the wall clock in the customer's zone between which alerts are held back; they are then told as one. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Where alerts go. Passwords, keys and addresses that are as good as passwords lie in the key store under the sink's id. */
export type AlertSink =
  | { readonly id: string; readonly kind: 'file'; readonly path: string }
  | {
      readonly id: string;
      readonly kind: 'smtp';
      readonly host: string;
      readonly port: number;
      /** From the first byte on; else by STARTTLS where the server offers it. */
      readonly isTls: boolean;
      readonly user: string | null;
      readonly from: string;
      readonly to: readonly string[];
    }
  | { readonly id: string; readonly kind: 'slack' | 'webhook' | 'desktop' };

/** A record that an alert names: ids, an amount and addresses, and nothing of its donor. */
export interface AlertRecord {
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly campaignId: string | null;
  readonly canSync: boolean | null;
  readonly raiseUrl: string | null;
  readonly crmUrl: string | null;
}

/** One alert about one cause, as every sink gets it. */
export interface AlertMessage {
  readonly id: string;
  readonly kind: 'alert' | 'cleared' | 'test';
  /** What it is about; the same cause has the same key in every run. */
  readonly key: string;
  readonly madeUtc: string;
  readonly workspace: string;
  readonly organization: string | null;
  readonly severity: Severity;
  readonly title: string;
  /** What happened, likely why, and who acts. */
  readonly sentences: readonly string[];
  readonly finding: {
    readonly recordType: RecordType;
    readonly state: State;
    readonly cause: Cause;
    readonly whoActs: string;
  } | null;
  /** How many records are open for this cause, and how many of them were not told before. */
  readonly count: number;
  readonly newCount: number;
  readonly amounts: readonly Amount[];
  /** The first of the records that were not told before. */
  readonly records: readonly AlertRecord[];
  readonly runId: string | null;
}

/** How an alert stands with one sink. */
export interface AlertDelivery {
  readonly sink: string;
  readonly state: 'waiting' | 'delivered' | 'given_up';
  readonly tries: number;
  readonly nextUtc: string;
  readonly deliveredUtc: string | null;
  /** Why the last try failed; null if none did. */
  readonly sentence: string | null;
}

export interface StoredAlert {
  readonly message: AlertMessage;
  readonly deliveries: readonly AlertDelivery[];
}
