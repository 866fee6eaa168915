import { answers, type EngineParts } from '../parts.ts';

/** Answers `tieOut`: the rows behind one figure. */
export function tieOutCommands({ auditor }: EngineParts) {
  return {
    rows: answers.tieOut.rows.handler(({ input: { workspace, runId, cell, after } }) =>
      auditor.tieOutRows(workspace, runId, cell, after),
    ),
    records: answers.tieOut.records.handler(({ input: { workspace, runId, ...named } }) => ({
      sides: auditor.sides(workspace, runId, named),
    })),
  };
}
