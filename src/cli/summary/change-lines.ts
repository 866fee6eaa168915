import { countChanges } from '../../core/model/lineage.ts';
import type { AuditReport } from '../../core/model/report.ts';
import { countOf, countText } from '../words.ts';

/** What became of the findings to act on since the run before, and of those that were looked at again; nothing for a first run. */
export function changeLines({ changes, recheck }: AuditReport): string[] {
  const lines: string[] = [];
  if (recheck != null) {
    const { asked, fixed, changed, stillOpen, notKnown, found } = recheck;
    const parts = [
      `${countText(fixed)} fixed`,
      `${countText(stillOpen)} still open`,
      ...(changed > 0 ? [`${countText(changed)} in another state now`] : []),
      ...(notKnown > 0 ? [`${countText(notKnown)} not known (open too)`] : []),
      `${countText(found)} new`,
    ];
    lines.push(`  Of ${countOf(asked, 'finding')} looked at again: ${parts.join(', ')}`);
  }
  if (changes == null || changes.since === null) return lines;
  const { new: fresh, persisting, reappeared, resolved } = countChanges(changes);
  lines.push(
    `  To act on, beside run ${changes.since.runId}: ${countText(fresh)} new, ${countText(reappeared)} back again, ${countText(persisting)} persisting, ${countText(resolved)} resolved`,
  );
  return lines;
}
