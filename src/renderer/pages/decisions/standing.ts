import type { TriageStep } from '../../../core/model/triage-step.ts';

/** Whether what an entry did holds by now; null for an entry that undoes or redoes another one. */
export type Standing = 'stands' | 'undone' | null;

/** How each entry stands, by its number. `log` is newest first, and holds every entry that is newer than those it holds. */
export function standingsOf(log: readonly TriageStep[]): ReadonlyMap<number, Standing> {
  const undone = new Map<number, boolean>();
  const standings = new Map<number, Standing>();
  for (const { seq, kind, of } of log) {
    if (of === null) {
      standings.set(seq, undone.get(seq) === true ? 'undone' : 'stands');
      continue;
    }
    standings.set(seq, null);
    // The newest word on it counts.
    if (!undone.has(of)) undone.set(of, kind === 'undone');
  }
  return standings;
}
