import type { WorkspaceOverview } from '../../model/overview.ts';
import type { Metric } from '../../model/run-analysis.ts';

/** One name under which figures are given out, and where they come from. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly samples: (overview: WorkspaceOverview) => readonly Sample[];
}

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Prometheus has its own rules for names: no dots, base units, and "_total" for counters only. So the names of product.md §5 stand with
 * underscores, what counts records ends in "_records", and hours are seconds.
 */
export const METRIC_FAMILIES: readonly MetricFamily[] = [
  records('reconcile_raise_total_records', 'reconcile.raise_total', 'Records found in Raise.'),
  records('reconcile_crm_total_records', 'reconcile.crm_total', 'Records found in CRM+.'),
  records('reconcile_missing_in_crm', 'reconcile.missing_in_crm', 'Raise records that CRM+ lacks.'),
  records(
    'reconcile_missing_in_raise',
    'reconcile.missing_in_raise',
    'CRM+ records that claim to come from Raise, which lacks them.',
  ),
  records(
    'reconcile_not_yet_linked',
    'reconcile.not_yet_linked',
    'Raise records inside the time that syncing may take.',
  ),
  {
    name: 'reconcile_sync_lag_seconds',
    help: 'How long syncing takes, by percentile.',
    labels: ['record_type', 'percentile'],
    samples: ({ metrics }) =>
      metrics.flatMap((metric) => {
        const [, percentile] = /^sync_lag_hours\.p(\d+)$/.exec(metric.name) ?? [];
        if (percentile === undefined) return [];
        return [
          { labels: { record_type: recordType(metric), percentile }, value: metric.value * 3600 },
        ];
      }),
  },
  ofRun('reconcile_run_calls', 'calls', 'Calls to both products in the run.'),
  ofRun('reconcile_run_calls_refused', 'calls_refused', 'Calls refused because of a quota (429).'),
  ofRun('reconcile_run_duration_seconds', 'duration_seconds', 'How long the run was at work.'),
  {
    name: 'reconcile_to_act_on',
    help: 'Findings to act on that are open; accepted ones are not counted.',
    labels: [],
    samples: ({ toActOn }) => [{ labels: {}, value: toActOn }],
  },
  {
    name: 'reconcile_accepted',
    help: 'Open findings that somebody accepted.',
    labels: [],
    samples: ({ accepted }) => [{ labels: {}, value: accepted }],
  },
  {
    name: 'reconcile_at_stake_minor_units',
    help: 'Amount of the findings to act on, in minor units of the currency.',
    labels: ['currency'],
    samples: ({ atStake }) =>
      atStake.map(({ currency, amountMinor }) => ({ labels: { currency }, value: amountMinor })),
  },
  {
    name: 'reconcile_run_verified',
    help: '1 if the last run is verified, 0 if something could not be reached or read.',
    labels: [],
    samples: ({ lastRun }) =>
      lastRun === null ? [] : [{ labels: {}, value: lastRun.status === 'verified' ? 1 : 0 }],
  },
  {
    name: 'reconcile_run_finished_timestamp_seconds',
    help: 'When the last run finished.',
    labels: [],
    samples: ({ lastRun }) =>
      lastRun === null ? [] : [{ labels: {}, value: Date.parse(lastRun.finishedUtc) / 1000 }],
  },
];

function records(name: string, stored: string, help: string): MetricFamily {
  return {
    name,
    help,
    labels: ['record_type'],
    samples: ({ metrics }) =>
      metrics
        .filter((metric) => metric.name === stored)
        .map((metric) => ({ labels: { record_type: recordType(metric) }, value: metric.value })),
  };
}

function ofRun(name: string, stored: string, help: string): MetricFamily {
  return {
    name,
    help,
    labels: [],
    samples: ({ metrics }) =>
      metrics
        .filter((metric) => metric.name === stored)
        .map(({ value }) => ({ labels: {}, value })),
  };
}

/** Gifts have no label of their own in the store. */
function recordType(metric: Metric): string {
  return metric.recordType ?? 'gift';
}
