import type { Auditor } from '../../src/core/auditor.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import type { TieOutCell, TieOutCellRow } from '../../src/core/model/tie-out-rows.ts';
import type { CountAndAmount, TieOutRow } from '../../src/core/model/tie-out.ts';

/** A figure of a tie-out with what it says. */
export interface Figure {
  readonly cell: TieOutCell;
  readonly says: CountAndAmount;
}

/** Every figure of a report's tie-out: by month, by campaign, by project. */
export function figuresOf({ tieOut, analysis }: AuditReport): Figure[] {
  return [
    ...tieOut.flatMap((row) => figuresIn(row, 'month', row.month)),
    ...(analysis?.parts ?? []).flatMap((part) => figuresIn(part, part.by, part.key)),
  ];
}

/** All rows of a figure, block by block. */
export function allRows(auditor: Auditor, { run }: AuditReport, cell: TieOutCell): TieOutCellRow[] {
  const rows: TieOutCellRow[] = [];
  for (let after: string | null = null; ;) {
    const block = auditor.tieOutRows(run.workspace, run.id, cell, after);
    rows.push(...block.rows);
    if (block.next === null) return rows;
    after = block.next;
  }
}

export function sumOf(rows: readonly CountAndAmount[]): CountAndAmount {
  return rows.reduce(
    (sum, row) => ({
      count: sum.count + row.count,
      amountMinor: sum.amountMinor + row.amountMinor,
    }),
    { count: 0, amountMinor: 0 },
  );
}

function figuresIn(
  row: Omit<TieOutRow, 'month'>,
  by: TieOutCell['by'],
  key: string | null,
): Figure[] {
  const at = { recordType: row.recordType, by, key, currency: row.currency };
  return [
    ...(['raise', 'crm', 'unreadable', 'unknown', 'unexplained'] as const).map((side) => ({
      cell: { ...at, side },
      says: row[side],
    })),
    ...row.explained.map(({ state, cause, count, amountMinor }) => ({
      cell: { ...at, side: 'explained' as const, state, cause },
      says: { count, amountMinor },
    })),
  ];
}
