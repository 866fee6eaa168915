import type { AlertFacts, ScheduleFacts, ShownSink } from '../../../contract/operations.ts';

/** What the parts about the schedule get. */
export interface ScheduleProps {
  readonly workspace: string;
  readonly facts: ScheduleFacts;
  /** Shows what the engine answered. */
  readonly show: (facts: ScheduleFacts) => void;
}

/** What the parts about alerts get. */
export interface AlertProps {
  readonly workspace: string;
  readonly facts: AlertFacts;
  readonly show: (facts: AlertFacts) => void;
}

/** What the parts about one destination get. */
export interface SinkProps extends AlertProps {
  readonly sink: ShownSink;
}
