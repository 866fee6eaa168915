import type { CallKind } from '../../src/sandbox/index.ts';

/** What a fault may do to an audit, at most. */
export type Effect =
  /** Gone after it struck once, it leaves no trace: verified, and the same findings. */
  | 'heals'
  /** It changes nothing, however often it strikes. */
  | 'harmless'
  /** What it struck stays unknown: not verified. */
  | 'stays'
  /** The token is refused: the run stops, and goes on with a good one. */
  | 'signs_out';

export interface Fault {
  /** In the grammar of the sandbox (src/sandbox/servers/faults.ts). */
  readonly verb: string;
  readonly effect: Effect;
  /** Kinds of call that it makes sense for; default all. */
  readonly calls?: readonly CallKind[];
  /** Kinds of call of which it may say so for ever; default those above. A 404 for ever is an absence, not a fault. */
  readonly forEver?: readonly CallKind[];
  /** It takes real time: fewer positions are tried. */
  readonly isSlow?: boolean;
}

const LISTS: readonly CallKind[] = ['list'];
const ROWS: readonly CallKind[] = ['list', 'one', 'find'];

/** reliability.md, fault matrix. */
export const FAULTS: readonly Fault[] = [
  { verb: '401', effect: 'signs_out' },
  { verb: '403', effect: 'stays' },
  { verb: '404', effect: 'heals', calls: ['one'], forEver: [] },
  { verb: '404', effect: 'stays', calls: ['list', 'count', 'find'] },
  { verb: '407', effect: 'stays' },
  { verb: '408', effect: 'heals' },
  { verb: '500', effect: 'heals' },
  { verb: '502', effect: 'heals' },
  { verb: '503', effect: 'heals' },
  { verb: '503(none)', effect: 'heals' },
  { verb: '503(120)', effect: 'heals' },
  { verb: '504', effect: 'heals' },
  { verb: 'reset', effect: 'heals' },
  { verb: 'stall', effect: 'heals', isSlow: true },
  { verb: '429(1)', effect: 'heals' },
  { verb: '429(120)', effect: 'heals' },
  { verb: '429(10800)', effect: 'heals' },
  { verb: '429(0)', effect: 'heals' },
  { verb: '429(date:90)', effect: 'heals' },
  { verb: '429(date:-90)', effect: 'heals' },
  { verb: '429(garbage)', effect: 'heals' },
  { verb: '429(none)', effect: 'heals' },
  { verb: '429(bare)', effect: 'heals' },
  { verb: 'remaining0(30)', effect: 'harmless' },
  { verb: 'quotalies(limit)', effect: 'harmless' },
  { verb: 'quotalies(double)', effect: 'harmless' },
  { verb: 'quotalies(past)', effect: 'harmless' },
  { verb: 'quotalies(past0)', effect: 'harmless' },
  { verb: 'quotalies(millis)', effect: 'harmless' },
  { verb: 'truncated', effect: 'heals' },
  { verb: 'html', effect: 'heals' },
  { verb: 'text', effect: 'heals' },
  { verb: 'empty', effect: 'heals' },
  { verb: 'badgzip', effect: 'heals' },
  { verb: 'redirect', effect: 'stays' },
  { verb: 'drip', effect: 'heals', isSlow: true },
  { verb: 'flood', effect: 'heals', isSlow: true },
  { verb: 'nolist({})', effect: 'stays', calls: ['list', 'count', 'find'] },
  { verb: 'nolist([])', effect: 'stays', calls: ['list', 'find'] },
  { verb: 'nolist(null)', effect: 'stays' },
  { verb: 'nolist("x")', effect: 'stays' },
  { verb: 'bom', effect: 'harmless' },
  { verb: 'proto', effect: 'harmless', calls: ROWS },
  { verb: 'stringid', effect: 'harmless', calls: ROWS },
  { verb: 'surrogate', effect: 'stays', calls: ROWS },
  { verb: 'noid', effect: 'stays', calls: ROWS },
  { verb: 'nullamount', effect: 'stays', calls: ROWS },
  { verb: 'textamount', effect: 'stays', calls: ROWS },
  { verb: 'longtext', effect: 'stays', calls: ROWS },
  { verb: 'repeat', effect: 'stays', calls: LISTS },
  { verb: 'shrink', effect: 'stays', calls: LISTS },
  { verb: 'shift', effect: 'stays', calls: LISTS },
  { verb: 'totallow', effect: 'stays', calls: LISTS },
  { verb: 'totalhigh', effect: 'stays', calls: LISTS },
  { verb: 'totalnull', effect: 'stays', calls: LISTS },
  { verb: 'totaltext', effect: 'stays', calls: LISTS },
];
