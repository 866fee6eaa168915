import type { ReadScope, ScopeDraft } from './scope-draft.ts';

/** What the fields of a scope get. */
export interface ScopeFieldsProps {
  readonly draft: ScopeDraft;
  readonly read: ReadScope;
  /** Errors of empty fields are shown only after the plan was asked for. */
  readonly isTried: boolean;
  readonly onChange: (part: Partial<ScopeDraft>) => void;
}
