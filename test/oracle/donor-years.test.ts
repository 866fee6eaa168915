import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/model/days.ts';
import { startSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { QUIRK_COMBINATIONS } from '../support/quirk-combinations.ts';
import { donorYearsOf } from './donor-years.ts';
import { readWorld } from './world-from-http.ts';

const asOfUtc = '2026-03-20T12:00:00Z';
const DAY = { from: '2025-06-01', to: '2026-01-31' };

const worlds: readonly [string, SandboxOptions, Partial<typeof DAY>][] = [
  ['everything planted three times', { seed: 2, plant: 3 }, {}],
  ['a perfectly synced one', { seed: 3, plant: 'none' }, {}],
  ['a zone east of Greenwich', { seed: 10, timeZone: 'Pacific/Auckland' }, {}],
  ['a period over New Year', { seed: 11, plant: 2 }, DAY],
  ...Object.entries(QUIRK_COMBINATIONS).map(
    ([name, quirks], n): [string, SandboxOptions, Partial<typeof DAY>] => [
      name,
      { seed: 20 + n, plant: 2, quirks },
      {},
    ],
  ),
];

describe('donors’ years are those of a walk over every gift', () => {
  it.each(worlds)('%s', async (_title, options, { from, to }) => {
    const timeZone = options.timeZone ?? 'US/Arizona';
    const sandbox = await startSandbox({ donors: 120, gifts: 900, nowUtc: asOfUtc, ...options });
    try {
      const world = await readWorld(sandbox);
      const { report, findings } = await auditOnce(sandbox, {
        asOfUtc,
        request: { fromDay: parseDay(from ?? null), toDay: parseDay(to ?? null) },
      });
      const unknown = findings.filter(({ state }) => state === 'crm_unreachable');
      const expected = donorYearsOf(
        world,
        { asOfUtc, lagHours: 24, timeZone, from: from ?? null, to: to ?? null },
        new Set(unknown.map(({ raiseId }) => raiseId)),
      );
      expect(report.analysis?.donorYears).toEqual(expected);
      expect(expected.compared).toBeGreaterThan(100);
      if (options.plant !== 'none') expect(expected.total).toBeGreaterThan(10);
    } finally {
      await sandbox.close();
    }
  });
});
