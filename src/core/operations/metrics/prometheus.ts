import { Gauge, Registry, type RegistryContentType } from 'prom-client';
import type { WorkspaceOverview } from '../../model/overview.ts';
import { METRIC_FAMILIES, type MetricFamily } from './metric-families.ts';

/** The two text forms that scrapers ask for. */
export type MetricsFormat = 'prometheus' | 'openmetrics';

export const METRICS_TYPES: Readonly<Record<MetricsFormat, string>> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** The figures of each workspace's last run, as gauges: customers are labels, donors are nowhere. */
export async function metricsText(
  overviews: readonly WorkspaceOverview[],
  format: MetricsFormat = 'prometheus',
): Promise<string> {
  const registry = new Registry<RegistryContentType>();
  if (format === 'openmetrics') registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const gauges = new Map<MetricFamily, Gauge>();
  for (const overview of overviews)
    for (const { family, labels, value } of METRIC_FAMILIES.flatMap((one) =>
      one.samples(overview).map((sample) => ({ family: one, ...sample })),
    ))
      gaugeOf(registry, gauges, family).set({ workspace: overview.workspace, ...labels }, value);
  return registry.metrics();
}

function gaugeOf(
  registry: Registry<RegistryContentType>,
  known: Map<MetricFamily, Gauge>,
  family: MetricFamily,
): Gauge {
  const made = known.get(family);
  if (made !== undefined) return made;
  const { name, help, labels } = family;
  const gauge = new Gauge({
    name,
    help,
    labelNames: ['workspace', ...labels],
    registers: [registry],
  });
  known.set(family, gauge);
  return gauge;
}
