import { formatInstant } from '../../../words/format.ts';
import { formatFigure, trendWords as words, type TrendUnit } from '../../../words/trends.ts';
import type { TrendValue } from './trend-runs.ts';

/** "Nov 3, 2026, 9:00 AM: 12; spike, above usual; usual 0 to 4, from 7 audits". */
export function sentenceOf(shown: TrendValue, unit: TrendUnit): string {
  const { asOfUtc, value, baseline, spike, isVerified } = shown;
  const usual = baseline === null ? null : words.usual(unit, baseline);
  const remarks = [
    ...(spike === null ? [] : [words.spike(spike)]),
    ...(usual === null ? [] : [usual]),
    ...(isVerified ? [] : [words.notVerified]),
  ];
  const told = `${formatInstant(asOfUtc)}: ${formatFigure(value, unit)}`;
  return remarks.length === 0 ? told : `${told}; ${remarks.join('; ')}`;
}
