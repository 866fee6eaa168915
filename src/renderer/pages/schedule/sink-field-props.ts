import type { ShownSink } from '../../../contract/operations.ts';
import type { SinkDraft } from './sink-draft.ts';
import type { SinkErrors } from './sink-errors.ts';

/** What the fields of every kind of destination get. */
export interface SinkFieldsProps {
  readonly draft: SinkDraft;
  /** The one that is changed; null for a new one. */
  readonly before: ShownSink | null;
  readonly errors: SinkErrors;
  readonly change: (part: Partial<SinkDraft>) => void;
}
