import { parseKillPoint, type KillPoint } from './kill-switch.ts';

/** Which events of a recorded run are killed at. */
export interface Choice {
  readonly which: 'first' | 'first-middle-last';
  /** The event with which a part begins that is the same as in other runs, and is left to them. */
  readonly until?: string;
}

/** How often these happen depends on how fast the disk takes what is written: the last of one run need not come in another. */
const VARYING: ReadonlySet<string> = new Set(['export-write-stream']);

/**
 * The steps of a recorded run at which it is to be killed: every event that happened, before and after. Where one ends and the next
 * begins there is one instant and not two: it is named once, by the event that begins.
 */
export function stepsOf(events: readonly string[], { which, until }: Choice): KillPoint[] {
  const all = events.map(parseKillPoint);
  const end = all.findIndex(({ name }) => name === until);
  const points = end < 0 ? all : all.slice(0, end);
  const last = new Map(points.map(({ name, count }) => [name, count]));
  const isChosen = ({ name, count }: KillPoint): boolean => {
    const most = last.get(name) ?? 1;
    if (which === 'first') return count === 1;
    const isLast = count === most && !VARYING.has(name);
    const isMiddle = count === Math.ceil(most / 2);
    return count === 1 || isMiddle || isLast;
  };
  return points.filter((point, at) => {
    const next = points[at + 1];
    const isNamedByNext = point.side === 'after' && next?.side === 'before' && isChosen(next);
    return isChosen(point) && !isNamedByNext;
  });
}
