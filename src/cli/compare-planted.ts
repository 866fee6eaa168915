import type { Finding } from '../core/model/finding.ts';
import type { PlantedFinding } from '../sandbox/index.ts';

/** What was planted and not found, and what was found and not planted; one line each, none if all is right. */
export function comparePlanted(
  planted: readonly PlantedFinding[],
  findings: Iterable<Finding>,
): string[] {
  const expected = new Map<string, PlantedFinding[]>();
  for (const each of planted)
    expected.set(keyOf(each), [...(expected.get(keyOf(each)) ?? []), each]);
  const differences: string[] = [];
  for (const finding of findings) {
    const candidates = expected.get(keyOf(finding)) ?? [];
    const at = candidates.findIndex((each) => isSame(each, finding));
    if (at >= 0) candidates.splice(at, 1);
    else
      differences.push(
        `found, not planted: ${describe(
          finding,
          finding.fields.map(({ field }) => field),
        )}`,
      );
  }
  for (const left of expected.values()) {
    for (const each of left)
      differences.push(`planted, not found: ${describe(each, each.fields ?? [])}`);
  }
  return differences;
}

type Row = Pick<PlantedFinding, 'recordType' | 'state' | 'cause' | 'raiseId' | 'crmId'>;

function keyOf({ recordType, state, cause, raiseId, crmId }: Row): string {
  return JSON.stringify([recordType, state, cause, raiseId, crmId]);
}

/** Lists that the planting leaves open are not compared. */
function isSame(planted: PlantedFinding, finding: Finding): boolean {
  const agrees = (expected: readonly string[] | undefined, found: readonly string[]): boolean =>
    expected === undefined ||
    JSON.stringify([...expected].sort()) === JSON.stringify([...found].sort());
  return (
    agrees(
      planted.fields,
      finding.fields.map(({ field }) => field),
    ) &&
    agrees(planted.relatedRaiseIds, finding.relatedRaiseIds) &&
    agrees(planted.relatedCrmIds, finding.relatedCrmIds)
  );
}

function describe(row: Row, fields: readonly string[]): string {
  const ids = `Raise ${row.raiseId ?? '–'}, CRM+ ${row.crmId ?? '–'}`;
  return `${row.recordType} ${row.state}/${row.cause} (${ids})${fields.length > 0 ? ` on ${fields.join(', ')}` : ''}`;
}
