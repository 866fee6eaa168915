import type { LiveView } from '../../../contract/live.ts';

/** What every part of the page gets. */
export interface LiveProps {
  readonly workspace: string;
  readonly view: LiveView;
}

/** What a part gets that changes something. */
export interface LiveChangeProps extends LiveProps {
  /** Shows what the engine answered. */
  readonly show: (view: LiveView) => void;
}
