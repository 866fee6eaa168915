import type { PaceState } from '../../../core/model/pace-state.ts';
import type { Tone } from './mark.tsx';

/** Waiting is part of asking politely; only what a person may have to look into is a warning. */
export const PACE_TONES: Readonly<Record<PaceState['kind'], Tone>> = {
  running: 'quiet',
  paused: 'quiet',
  yielding: 'wait',
  waiting_for_quota: 'wait',
  waiting_for_server: 'wait',
  offline: 'warn',
  needs_sign_in: 'warn',
};
