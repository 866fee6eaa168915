import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customersOf } from '../../bench/fleet/customers.ts';
import { fleetFigures, fleetOf } from '../../bench/fleet/figures.ts';
import { simulate } from '../../bench/fleet/simulate.ts';
import { dayOf, sweepOf } from '../../bench/fleet/work.ts';
import { rootFolder } from '../../scripts/find-node.mjs';

/** What audits are begun in so many days; a customer's first sweep falls on a day of its own. */
function expectedAudits(count: number, days: number, sweepEveryDays: number): number {
  const sweeps = Array.from({ length: count }, (_, id) =>
    Array.from({ length: days }, (__, day) => Number((day + id) % sweepEveryDays === 0)),
  );
  return count * days + sweeps.flat().reduce((sum, each) => sum + each, 0);
}

describe('the simulation of many customers', () => {
  it('ends every audit, within the machine, in no less time than each needs by itself', () => {
    const given = fc.record({
      count: fc.integer({ min: 1, max: 60 }),
      cores: fc.integer({ min: 1, max: 4 }),
      memoryGb: fc.integer({ min: 1, max: 16 }),
      spreadHours: fc.integer({ min: 0, max: 6 }),
      failing: fc.constantFrom(0, 0.1, 0.5),
    });
    fc.assert(
      fc.property(given, ({ count, cores, memoryGb, spreadHours, failing }) => {
        const customers = customersOf(count);
        const result = simulate(
          fleetOf(customers, {
            machine: { cores, memoryGb },
            days: 6,
            spreadHours,
            failing,
            sweepEveryDays: 4,
          }),
        );
        expect(result.audits).toBe(expectedAudits(count, 6, 4));
        expect(result.peakMemoryGb).toBeLessThanOrEqual(memoryGb);
        expect(result.coresUsedBusiestHour).toBeLessThanOrEqual(1 + 1e-9);
        const least = Math.min(...customers.map(({ size }) => hoursAlone(dayOf(size))));
        expect(result.dailyHoursP50).toBeGreaterThanOrEqual(least - 1e-6);
        const once = customers.reduce((sum, { size }) => sum + 6 * callsOf(dayOf(size)), 0);
        if (failing === 0) expect(result.calls).toBeGreaterThan(once);
      }),
      { numRuns: 25 },
    );
  });

  it('gives a customer who is alone the time that the pace and one core say', () => {
    const [customer] = customersOf(1);
    const result = simulate(
      fleetOf(customer === undefined ? [] : [customer], { failing: 0, days: 3 }),
    );
    expect(result.dailyHoursMost).toBeCloseTo(hoursAlone(dayOf('S')), 6);
    expect(result.calls).toBe(3 * callsOf(dayOf('S')) + callsOf(sweepOf('S')));
    expect([result.peakRunning, result.peakWaiting]).toEqual([1, 0]);
  });

  it('lets audits wait for memory, in line, and never two of one customer at once', () => {
    const customers = customersOf(40).map((each) => ({ ...each, timeZone: 'America/Phoenix' }));
    const memoryGb = dayOf('S').memoryMb / 1024;
    const crowded = simulate(
      fleetOf(
        customers.filter(({ size }) => size === 'S'),
        {
          machine: { cores: 4, memoryGb: memoryGb * 2 },
          spreadHours: 0,
          sweepEveryDays: 1e9,
          days: 2,
          failing: 0,
        },
      ),
    );
    expect(crowded.peakRunning).toBe(2);
    const alone = customers.slice(0, 1);
    const twice = [...alone, ...alone];
    expect(simulate(fleetOf(twice, { days: 1, sweepEveryDays: 1e9, failing: 0 })).peakRunning).toBe(
      1,
    );
  });
});

it('docs/decisions/0014 tells the figures that come out', () => {
  const text = readFileSync(
    join(rootFolder, 'docs/decisions/0014-a-thousand-customers.md'),
    'utf8',
  );
  const told = new Map(
    [...text.matchAll(/^\| `([^`]+)` \| ([\d,.]+) \|/gm)].map(([, name = '', value = '']) => [
      name,
      Number(value.replaceAll(',', '')),
    ]),
  );
  expect(told.size).toBeGreaterThan(15);
  expect(Object.fromEntries(told)).toEqual(fleetFigures(customersOf(1000)));
});

function callsOf({ calls }: ReturnType<typeof dayOf>): number {
  return calls.raise + calls.crm;
}

function hoursAlone({ readSeconds, judgeCpuSeconds }: ReturnType<typeof dayOf>): number {
  return (readSeconds + judgeCpuSeconds) / 3600;
}
