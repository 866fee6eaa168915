import type { ChargesPerYear } from '../../model/records.ts';

/**
 * Words for a frequency -> charges a year, spelt without spaces, hyphens and capitals. CRM+ has Weekly, Bimonthly,
 * Monthly, Quarterly, Semiannually, Annually, Biennially (docs/api-facts.md A7). "Bimonthly" is not in this table: it
 * may mean every two months or twice a month (in CRM+'s list it stands between Weekly and Monthly), and no source
 * says which. What isn't understood isn't compared, where a guess would be a discrepancy on every such schedule.
 * "Biannually" is left out for the same reason.
 */
const PER_YEAR: ReadonlyMap<string, number> = new Map(
  Object.entries({
    daily: 365,
    weekly: 52,
    everyweek: 52,
    biweekly: 26,
    everytwoweeks: 26,
    every2weeks: 26,
    everyotherweek: 26,
    fortnightly: 26,
    everyfourweeks: 13,
    every4weeks: 13,
    semimonthly: 24,
    twiceamonth: 24,
    twicemonthly: 24,
    monthly: 12,
    everymonth: 12,
    everytwomonths: 6,
    every2months: 6,
    everyothermonth: 6,
    quarterly: 4,
    everythreemonths: 4,
    every3months: 4,
    semiannually: 2,
    semiannual: 2,
    halfyearly: 2,
    everysixmonths: 2,
    every6months: 2,
    twiceayear: 2,
    twiceyearly: 2,
    annually: 1,
    annual: 1,
    yearly: 1,
    everyyear: 1,
    onceayear: 1,
    biennially: 0.5,
    biennial: 0.5,
    everytwoyears: 0.5,
    every2years: 0.5,
  }),
);

/** Numbers of Raise's `frequency` that look like charges a year (B5, an inference); 0 and 100 aren't understood. */
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 4, 12, 26, 52]);

export function frequencyOfWords(text: string | null): ChargesPerYear {
  if (text === null || text.length > 60) return null;
  return PER_YEAR.get(text.toLowerCase().replace(/[^a-z0-9]+/g, '')) ?? null;
}

export function frequencyOfNumber(value: unknown): ChargesPerYear {
  const number =
    typeof value === 'string' && /^\d{1,3}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && NUMBERS.has(number) ? number : null;
}
