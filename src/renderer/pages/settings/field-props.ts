import type { DraftErrors, SettingsDraft } from './settings-draft.ts';

/** What every group of fields gets: the draft, what is wrong with it, and the way to change it. */
export interface FieldsProps {
  readonly draft: SettingsDraft;
  readonly errors: DraftErrors;
  readonly change: (patch: Partial<SettingsDraft>) => void;
}
