import type { ProgressListener } from '../../core/auditor.ts';
import type { CallWatch } from '../call-watch.ts';

/** Shows how a run goes on, on standard error. */
export interface ProgressView {
  readonly onProgress: ProgressListener;
  readonly onPace: NonNullable<CallWatch['listener']>;
  /** Ends an open line. */
  done(): void;
}
