import type { Baseline, Spike } from '../../core/model/baseline.ts';
import { formatDuration, formatNumber } from './format.ts';

/** What a figure counts, and how it is written. */
export type TrendUnit = 'records' | 'calls' | 'seconds' | 'hours';

/** What the points of a trend are. */
export type TrendOf = 'audits' | 'days';

/** Words of trends: figures of a customer's runs, one after the other. */
export const trendWords = {
  title: 'Trends',
  text: 'Figures of comparable audits, one after the other. A spike lies outside of what the verified audits before it make usual: their median, and 3.5 times as far from it as they usually stray (median absolute deviation); less than one, or a twentieth of the median, is never a spike.',
  recordType: 'Records of the trends',
  metrics: {
    missingInCrm: 'Missing in CRM+',
    missingInRaise: 'Missing in Raise',
    notYetLinked: 'Not yet linked',
    raiseTotal: 'Records in Raise',
    crmTotal: 'Records in CRM+',
    lag: 'Time until 95 % were synced',
    confirmedLate: 'Late gifts confirmed, by day',
    calls: 'Calls of the audit',
    refused: 'Calls refused for quota',
    duration: 'Time the audit took',
  },
  none: 'No figures are kept of this audit. Audits made from now on are drawn here.',
  one: 'This is the first audit of this scope; from the next one on its figures are drawn beside those before.',
  figures: 'Figures of this audit',
  figure: 'Figure',
  daysText:
    'Late gifts are counted by the customer’s days on which webhooks came; of other days nothing is known. A day is held against those before it; today, which is not over, is hollow.',
  others: (count: number) =>
    count === 1
      ? 'One audit of another scope is not shown: its figures can’t be compared.'
      : `${formatNumber(count)} audits of another scope are not shown: their figures can’t be compared.`,
  fewForSpikes: (least: number) =>
    `Spikes are marked once there are ${formatNumber(least)} verified audits to compare with.`,
  showTable: 'Table',
  showChart: 'Chart',
  showTableOf: (title: string) => `Table: ${title}`,
  showChartOf: (title: string) => `Chart: ${title}`,
  of: {
    audits: { point: 'Audit', notFirm: 'not verified' },
    days: { point: 'Day', notFirm: 'not over yet' },
  } satisfies Record<TrendOf, object>,
  chartLabel: (title: string, points: number, of: TrendOf) =>
    `${title}, ${countOf(points, of)}: the arrow keys go from ${POINT[of]} to ${POINT[of]}`,
  spike: (spike: Spike) => (spike === 'above' ? 'spike, above usual' : 'spike, below usual'),
  usual: (unit: TrendUnit, { low, high, runs }: Baseline, of: TrendOf) =>
    `usual ${formatFigure(low, unit)} to ${formatFigure(high, unit)}, from ${countOf(runs, of)}`,
  columns: {
    value: 'Figure',
    change: 'Change',
    usual: 'Usual',
    standing: 'Remark',
  },
  tooFew: 'not known yet',
  asUsual: 'as usual',
  nothing: '–',
  usualRange: (unit: TrendUnit, { low, high }: Baseline) =>
    `${formatFigure(low, unit)} to ${formatFigure(high, unit)}`,
  change: (from: number, to: number, unit: TrendUnit) =>
    to === from ? '±0' : `${to > from ? '+' : '−'}${formatFigure(Math.abs(to - from), unit)}`,
  key: {
    label: 'Signs in the charts',
    verified: 'verified audit',
    notVerified: 'not verified',
    spike: 'spike',
    usual: 'usual range',
  },
} as const;

const POINT: Readonly<Record<TrendOf, string>> = { audits: 'audit', days: 'day' };

function countOf(count: number, of: TrendOf): string {
  return `${formatNumber(count)} ${count === 1 ? POINT[of] : of}`;
}

/** A figure as people read it. */
export function formatFigure(value: number, unit: TrendUnit): string {
  switch (unit) {
    case 'seconds':
      return value === 0 ? '0 s' : formatDuration(value);
    case 'hours':
      return `${formatNumber(Math.round(value * 10) / 10)} h`;
    case 'records':
    case 'calls':
      return formatNumber(Math.round(value * 10) / 10);
  }
}
