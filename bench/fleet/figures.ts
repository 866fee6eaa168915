import { simulate, type Customer, type Fleet, type Machine } from './simulate.ts';
import { storageOf } from './storage.ts';
import { dayOf, type Size } from './work.ts';

/** What one virtual machine of a middling size has. */
export const MACHINE: Machine = { cores: 4, memoryGb: 16 };
const START_MS = Date.parse('2026-03-01T00:00:00Z');
/** Over a change of the clocks, and long enough that every customer is swept. */
const DAYS = 31;
const SWEEP_EVERY = 28;

export function fleetOf(customers: readonly Customer[], given: Partial<Fleet> = {}): Fleet {
  return {
    customers,
    machine: MACHINE,
    startMs: START_MS,
    days: DAYS,
    spreadHours: 2,
    sweepEveryDays: SWEEP_EVERY,
    failing: 0.01,
    ...given,
  };
}

/** The figures of docs/decisions/0014, by name. */
export function fleetFigures(customers: readonly Customer[]): Record<string, number> {
  const figures: Record<string, number> = { customers: customers.length };
  const note = (name: string, value: number, digits = 1): void =>
    void (figures[name] = Number(value.toFixed(digits)));
  for (const [words, given] of [
    ['spread over 2 h', {}],
    ['all at six', { spreadHours: 0 }],
  ] as const) {
    const result = simulate(fleetOf(customers, given));
    note(`${words}: calls a day`, result.calls / DAYS, 0);
    note(`${words}: most at once`, result.peakRunning, 0);
    note(`${words}: most in line`, result.peakWaiting, 0);
    note(`${words}: memory GB`, result.peakMemoryGb);
    note(`${words}: cores used %`, 100 * result.coresUsed);
    note(`${words}: cores used in the busiest hour %`, 100 * result.coresUsedBusiestHour);
    note(`${words}: a day ends after hours, half`, result.dailyHoursP50, 2);
    note(`${words}: a day ends after hours, 99 of 100`, result.dailyHoursP99, 2);
    note(`${words}: a day ends after hours, most`, result.dailyHoursMost, 2);
  }
  note('one after another: hours a day', oneAfterAnother(customers));
  const sizes = { S: 0, M: 0, L: 0 } satisfies Record<Size, number>;
  for (const { size } of customers) sizes[size] += 1;
  for (const pagesDays of [7, 30, 365]) {
    const { pagesGb, workspacesGb, storeGb } = storageOf(sizes, {
      days: 365,
      pagesDays,
      storeDays: 730,
      sweepEveryDays: SWEEP_EVERY,
    });
    note(`a year, pages ${pagesDays} days: pages GB`, pagesGb, 0);
    if (pagesDays !== 7) continue;
    note('a year: workspaces GB', workspacesGb, 0);
    note('a year: shared store GB', storeGb, 0);
  }
  return figures;
}

/** What "tieout daily --all" takes, which audits one customer after another. */
function oneAfterAnother(customers: readonly Customer[]): number {
  const seconds = customers.map(({ size }) => {
    const { readSeconds, judgeCpuSeconds } = dayOf(size);
    return readSeconds + judgeCpuSeconds;
  });
  return seconds.reduce((sum, each) => sum + each, 0) / 3600;
}
