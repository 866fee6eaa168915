export const PERIODS = ['all', 'month', 'week', 'yesterday', 'custom'] as const;
export type PeriodKind = (typeof PERIODS)[number];

export interface Period {
  /** Inclusive, YYYY-MM-DD; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

const MS_PER_DAY = 86_400_000;

/** Today's calendar day in a zone. */
export function todayIn(timeZone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(atMs);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The days of a named period; whole days only, so today is in none of them. */
export function daysOf(kind: Exclude<PeriodKind, 'custom'>, today: string): Period {
  switch (kind) {
    case 'all':
      return { from: null, to: null };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'week':
      return { from: addDays(today, -7), to: addDays(today, -1) };
    case 'month': {
      const lastOfMonth = addDays(`${today.slice(0, 7)}-01`, -1);
      return { from: `${lastOfMonth.slice(0, 7)}-01`, to: lastOfMonth };
    }
  }
}

/** Whether a text is a day of the calendar: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
}

export function addDays(day: string, count: number): string {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(atMs) ? '' : new Date(atMs + count * MS_PER_DAY).toISOString().slice(0, 10);
}
