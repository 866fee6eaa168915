import type { ProgressListener } from '../model/progress.ts';
import type { RunAccount } from './run-account.ts';

/** How suspects are asked for. */
export interface ConfirmOptions {
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: ProgressListener;
  /** What the whole run has spent so far; stored with each answer. A check of one record keeps no account. */
  readonly account?: Pick<RunAccount, 'text'> | undefined;
  /** A transaction id known to be in CRM+, by record type: makes look-ups in batches provable. */
  readonly controls: { readonly gift: string | null; readonly recurring_gift: string | null };
}
