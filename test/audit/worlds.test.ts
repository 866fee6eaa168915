import { describe, expect, it } from 'vitest';
import { QUIRK_COMBINATIONS } from '../support/quirk-combinations.ts';
import { auditPlantedWorld } from '../support/world-check.ts';

// A smaller set of what "npm run test:long" does at 5,000 donors and 30,000 gifts with three seeds.
describe('planted worlds', () => {
  it.each(Object.entries(QUIRK_COMBINATIONS))(
    '%s: exactly the planted findings, in few calls',
    async (_name, quirks) => {
      const { report } = await auditPlantedWorld({
        donors: 400,
        gifts: 2500,
        seed: 7,
        plant: 3,
        quirks,
      });
      expect(report.run.coverage.every((stream) => stream.complete)).toBe(true);
    },
  );
});

describe('a perfectly synced world', () => {
  it.each(['US/Arizona', 'Pacific/Auckland', 'Europe/Berlin'])(
    'has no finding in %s',
    async (timeZone) => {
      const { report, findings } = await auditPlantedWorld({
        donors: 300,
        gifts: 3000,
        seed: 3,
        plant: 'none',
        timeZone,
      });
      expect(findings.filter((finding) => finding.state !== 'excluded')).toEqual([]);
      expect(report.run.status).toBe('verified');
    },
  );
});
