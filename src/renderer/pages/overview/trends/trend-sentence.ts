import {
  formatFigure,
  trendWords as words,
  type TrendOf,
  type TrendUnit,
} from '../../../words/trends.ts';
import type { TrendValue } from './trend-runs.ts';

/** "Nov 3, 2026, 9:00 AM: 12; spike, above usual; usual 0 to 4, from 7 audits". */
export function sentenceOf(shown: TrendValue, unit: TrendUnit, of: TrendOf): string {
  const { when, value, baseline, spike, isFirm } = shown;
  const usual = baseline === null ? null : words.usual(unit, baseline, of);
  const remarks = [
    ...(spike === null ? [] : [words.spike(spike)]),
    ...(usual === null ? [] : [usual]),
    ...(isFirm ? [] : [words.of[of].notFirm]),
  ];
  const told = `${when}: ${formatFigure(value, unit)}`;
  return remarks.length === 0 ? told : `${told}; ${remarks.join('; ')}`;
}
