import { expect, it } from 'vitest';
import type { TieOutCell, TieOutCellRow } from '../../src/core/model/tie-out-rows.ts';
import { tieOutRows } from '../../src/core/staging/tie-out-rows.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { QUIRK_COMBINATIONS } from '../support/quirk-combinations.ts';
import { allRows, figuresOf } from '../support/tie-out-rows.ts';

// Small enough that most figures take several blocks.
const ROWS_A_BLOCK = 3;

it.each(['wrong totals, split gifts', 'no references on contacts, no archived flag, split'])(
  'small blocks have the rows of large ones, each once and in the same order: %s',
  async (combination) => {
    const quirks = QUIRK_COMBINATIONS[combination] ?? {};
    const sandbox = await startSandbox({ donors: 40, gifts: 200, seed: 11, plant: 1, quirks });
    try {
      await auditOnce(sandbox, {
        inspect: (auditor, report, dataFolder) => {
          const workspace = openWorkspace(dataFolder, report.run.workspace, { create: false });
          const inBlocks = (cell: TieOutCell): TieOutCellRow[] => {
            const rows: TieOutCellRow[] = [];
            for (let after: string | null = null; ;) {
              const block = tieOutRows(workspace, report.run.id, cell, after, ROWS_A_BLOCK);
              expect(block.rows.length).toBeLessThanOrEqual(ROWS_A_BLOCK);
              rows.push(...block.rows);
              if (block.next === null) return rows;
              after = block.next;
            }
          };
          const figures = figuresOf(report).filter(({ says }) => says.count !== 0);
          let most = 0;
          for (const { cell } of figures) {
            const rows = inBlocks(cell);
            most = Math.max(most, rows.length);
            expect({ cell, rows }).toEqual({ cell, rows: allRows(auditor, report, cell) });
          }
          expect(most).toBeGreaterThan(10 * ROWS_A_BLOCK);
          workspace.db.close();
        },
      });
    } finally {
      await sandbox.close();
    }
  },
);
