import type { NewFinding } from '../../model/finding.ts';
import type { PowerTest } from '../../model/run-analysis.ts';
import type { Expected } from './plant.ts';

type Told = Pick<NewFinding, 'recordType' | 'state' | 'cause' | 'raiseId' | 'crmId'>;

/** What became of planted errors: those that were found, and what was found beside them that was not there before. */
export function score(
  planted: readonly Expected[],
  before: readonly Told[],
  after: readonly Told[],
): Pick<PowerTest, 'rows' | 'extra'> {
  const found = new Set(after.map(keyOf));
  const rows = new Map<string, PowerTest['rows'][number]>();
  for (const expected of planted) {
    const { recordType, state, cause } = expected;
    const kind = `${recordType} ${state} ${cause}`;
    const row = rows.get(kind) ?? { recordType, state, cause, planted: 0, found: 0 };
    rows.set(kind, {
      ...row,
      planted: row.planted + 1,
      found: row.found + (found.has(keyOf(expected)) ? 1 : 0),
    });
  }
  const known = new Set([...before.map(keyOf), ...planted.map(keyOf)]);
  const extra = after.filter((finding) => !known.has(keyOf(finding))).length;
  return { rows: [...rows.values()].toSorted(inOrder), extra };
}

function keyOf({ recordType, state, cause, raiseId, crmId }: Told): string {
  return JSON.stringify([recordType, state, cause, raiseId, crmId]);
}

function inOrder(a: PowerTest['rows'][number], b: PowerTest['rows'][number]): number {
  return (
    a.recordType.localeCompare(b.recordType) ||
    a.state.localeCompare(b.state) ||
    a.cause.localeCompare(b.cause)
  );
}
