import { writeFile } from 'node:fs/promises';
import { replaceFile } from '../exports/replace-file.ts';
import type { WorkspaceOverview } from '../model/overview.ts';
import { metricsJsonLines } from '../operations/metrics/json-lines.ts';
import { metricsText } from '../operations/metrics/prometheus.ts';

export {
  METRICS_TYPES,
  metricsText,
  type MetricsFormat,
} from '../operations/metrics/prometheus.ts';

/**
 * Writes the figures of some workspaces, complete or not at all: a `.jsonl` file as JSON lines, any other as the text that the node
 * exporter's textfile collector reads. @throws Failure storage
 */
export async function writeMetrics(
  overviews: readonly WorkspaceOverview[],
  path: string,
): Promise<void> {
  const text = path.endsWith('.jsonl') ? metricsJsonLines(overviews) : await metricsText(overviews);
  // Whoever collects it is another user as a rule; it names no donor.
  await replaceFile(path, (temporary) => writeFile(temporary, text, { mode: 0o644 }));
}
