import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or more. On a clean clone nothing else tells, and one of them begun last would run alone. */
const LONGEST = [
  'kills/named-steps',
  'faults/matrix-crm',
  'faults/matrix-raise',
  'kills/random-kills',
  'e2e/screens',
  'cli/storage-faults',
  'faults/network',
  'e2e/triage',
  'engine/canaries',
  'faults/secrets',
  'audit/power-test',
  'e2e/pace',
  'cli/bad-input',
];

/** The longest files first, so that all workers end at about the same time. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
}
