import { describe, expect, it } from 'vitest';
import { startSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { judgeWorld } from './classify.ts';
import { readWorld } from './world-from-http.ts';
import type { ExpectedFinding } from './world.ts';

// Two independent readings of the contract: what the sandbox says it planted, and what the oracle sees over HTTP.
const worlds: readonly [string, SandboxOptions][] = [
  ['the default', { seed: 1 }],
  ['everything planted three times', { seed: 2, plant: 3 }],
  ['nothing planted', { seed: 3, plant: 'none' }],
  ['a CRM+ gift for each project', { seed: 4, quirks: { splitGifts: true } }],
  ['gifts with keys', { seed: 5, quirks: { giftCrmKey: true } }],
  ['campaigns by name only', { seed: 6, quirks: { giftCampaignId: false } }],
  ['schedules without status text', { seed: 7, quirks: { scheduleStatusText: false } }],
  ['contacts without references', { seed: 8, quirks: { crmWithoutReferences: true } }],
  ['references without prefix', { seed: 9, quirks: { linkSource: 'Raise', linkPrefix: '' } }],
  ['a zone east of Greenwich', { seed: 10, timeZone: 'Pacific/Auckland' }],
];

const asOfUtc = '2026-03-20T12:00:00Z';

describe('the oracle finds in a generated world what was planted, and nothing else', () => {
  it.each(worlds)('%s', async (_title, options) => {
    const timeZone = options.timeZone ?? 'US/Arizona';
    const sandbox = await startSandbox({ donors: 150, gifts: 600, nowUtc: asOfUtc, ...options });
    try {
      const { findings } = judgeWorld(await readWorld(sandbox), {
        asOfUtc,
        lagHours: 24,
        timeZone,
      });
      const planted = sandbox.planted.map((finding) => ({ ...finding }));
      expect(
        findings
          .map((found) =>
            rowOf(
              found,
              planted.find((p) => isSame(p, found)),
            ),
          )
          .toSorted(byText),
      ).toEqual(planted.map((finding) => rowOf(finding, finding)).toSorted(byText));
    } finally {
      await sandbox.close();
    }
  });
});

interface Row {
  readonly recordType: string;
  readonly state: string;
  readonly cause: string;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly relatedRaiseIds?: readonly string[];
  readonly relatedCrmIds?: readonly string[];
  readonly fields?: readonly string[];
}

/** A finding in one line, with those of the optional members that the planting states. */
function rowOf(finding: Row | ExpectedFinding, stated: Row | undefined): string {
  const { recordType, state, cause, raiseId, crmId } = finding;
  const fields = 'fieldNames' in finding ? finding.fieldNames : finding.fields;
  const more = [
    stated?.fields && [...(fields ?? [])].toSorted(byText),
    stated?.relatedRaiseIds && finding.relatedRaiseIds,
    stated?.relatedCrmIds && finding.relatedCrmIds,
  ];
  return JSON.stringify([
    recordType,
    state,
    cause,
    raiseId,
    crmId,
    ...more.map((value) => value ?? null),
  ]);
}

function isSame(a: Row, b: Row): boolean {
  return (['recordType', 'state', 'cause', 'raiseId', 'crmId'] as const).every(
    (member) => a[member] === b[member],
  );
}

const byText = (a: string, b: string): number => a.localeCompare(b);
