import type { TriageStep } from '../../../core/model/triage-step.ts';

/** The numbers of entries that are undone by now. `log` is newest first, and holds every entry that is newer than those it holds. */
export function undoneSteps(log: readonly TriageStep[]): ReadonlySet<number> {
  const told = new Set<number>();
  const undone = new Set<number>();
  for (const { kind, of } of log) {
    // The newest word on an entry counts.
    if (of === null || told.has(of)) continue;
    told.add(of);
    if (kind === 'undone') undone.add(of);
  }
  return undone;
}
