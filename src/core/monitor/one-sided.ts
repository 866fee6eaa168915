import type { LiveRow } from '../model/live-row.ts';
import type { StoredVerdict } from '../staging/live/verdicts.ts';

export interface OneSidedRules {
  /** How long one product may have a gift alone. */
  readonly limitMs: number;
  readonly includeTestMode: boolean;
}

/** What is to be done about a row, by what events and direct reads have told of it so far. */
export type OneSided =
  /** Both products told of it, nobody has it any more, or nothing is waited for. */
  | 'no'
  /** One product has it alone, and the other has time left. */
  | 'inside_window'
  /** One product has it alone, and the event says why that is right: test mode, a status or a campaign that is not synced. */
  | 'expected'
  /** It has to be read directly before anything is said of it. */
  | 'to_confirm'
  /** It was read directly, and nothing has changed since. */
  | 'confirmed';

/** A pure function of a row, what was said of it, the rules and the time. */
export function oneSided(
  row: LiveRow,
  verdict: StoredVerdict | null,
  rules: OneSidedRules,
  nowMs: number,
): OneSided {
  // A late event settles nothing by itself: what was found by reading is undone by reading.
  if (verdict?.outcome === 'finding' && verdict.version !== row.version) return 'to_confirm';
  if (row.recordType !== 'gift' || row.sinceMs === null) return 'no';
  if (row.expected !== null || (row.isTestMode && !rules.includeTestMode)) return 'expected';
  if (nowMs - row.sinceMs < rules.limitMs) return 'inside_window';
  if (verdict === null || verdict.version !== row.version) return 'to_confirm';
  return verdict.againMs !== null && nowMs >= verdict.againMs ? 'to_confirm' : 'confirmed';
}
