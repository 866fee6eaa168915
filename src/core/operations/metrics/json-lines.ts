import type { WorkspaceOverview } from '../../model/overview.ts';

/** A JSON line for each figure under its own name (product.md §5); that of gifts has no record type. */
export function metricsJsonLines(overviews: readonly WorkspaceOverview[]): string {
  return overviews
    .flatMap(({ workspace, lastRun, metrics }) =>
      metrics.map(({ name, recordType, value }) => ({
        workspace,
        asOfUtc: lastRun?.asOfUtc ?? null,
        name,
        ...(recordType === null ? {} : { recordType }),
        value,
      })),
    )
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}
