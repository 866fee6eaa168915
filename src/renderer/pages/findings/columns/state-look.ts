import type { State } from '../../../../core/model/states.ts';

/** What a state's dot looks like; the state's title always stands beside it. */
export type StateLook = 'alarm' | 'warning' | 'unknown' | 'waiting' | 'quiet' | 'good';

export const STATE_LOOKS: Readonly<Record<State, StateLook>> = {
  unreadable: 'unknown',
  crm_unreachable: 'unknown',
  raise_unreachable: 'unknown',
  duplicate_link: 'alarm',
  orphaned_crm_key: 'alarm',
  merged_in_crm: 'warning',
  link_mismatch: 'warning',
  excluded: 'quiet',
  missing_in_crm: 'alarm',
  not_yet_synced: 'waiting',
  missing_in_raise: 'alarm',
  refund_not_reversed: 'alarm',
  field_drift: 'warning',
  consistent: 'good',
};
