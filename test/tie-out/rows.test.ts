import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { QUIRK_COMBINATIONS } from '../support/quirk-combinations.ts';
import { allRows, figuresOf, sumOf } from '../support/tie-out-rows.ts';

// Every figure of the tie-out is the sum of the rows that are shown behind it.
describe('the rows behind a figure add up to it', () => {
  it.each(Object.entries(QUIRK_COMBINATIONS))('%s', async (_name, quirks) => {
    const sandbox = await startSandbox({ donors: 60, gifts: 300, seed: 7, plant: 1, quirks });
    try {
      await auditOnce(sandbox, {
        inspect: (auditor, report) => {
          const findings = new Map([...report.findings()].map((finding) => [finding.id, finding]));
          const figures = figuresOf(report);
          expect(figures.length).toBeGreaterThan(200);
          for (const { cell, says } of figures) {
            const rows = allRows(auditor, report, cell);
            expect({ cell, ...sumOf(rows) }).toEqual({ cell, ...says });
            for (const row of rows) {
              if (row.state === 'consistent') expect(row.finding).toBeNull();
              else expect(findings.get(row.finding?.id ?? '')?.state).toBe(row.state);
              if (cell.side === 'explained')
                expect([row.state, row.cause]).toEqual([cell.state, cell.cause]);
            }
          }
        },
      });
    } finally {
      await sandbox.close();
    }
  });
});
