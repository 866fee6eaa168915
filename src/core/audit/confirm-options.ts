import type { ProgressListener } from '../model/progress.ts';

/** How suspects are asked for. */
export interface ConfirmOptions {
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: ProgressListener;
  /** A transaction id known to be in CRM+, by record type: makes look-ups in batches provable. */
  readonly controls: { readonly gift: string | null; readonly recurring_gift: string | null };
}
