import { expect } from 'vitest';
import { formatDay } from '../../src/core/model/days.ts';
import { isDayOf, slotOf } from '../../src/core/operations/schedule/slots.ts';
import { instantOf, liveThrough, WORKSPACE, type LifeOptions } from './simulated-life.ts';

/** One verified run for each day that the zone's calendar has; each planted gift found once, and nothing else. */
export async function expectOneRunADay(options: LifeOptions): Promise<void> {
  const { timeZone, fromDay, days, at = '06:00' } = options;
  await liveThrough(options, (life) => {
    const { auditor, planted } = life;
    const done = life.backstops();
    const endMs = instantOf(fromDay, '00:00', timeZone) + (days * 24 - 1) * 3_600_000;
    const expected = Array.from({ length: days }, (_, index) => fromDay + index).filter(
      (day) => isDayOf(day, timeZone) && slotOf(day, at, timeZone) <= endMs,
    );
    expect(done.map(({ toDay }) => formatDay(toDay))).toEqual(expected.map(formatDay));
    expect(new Set(done.map(({ outcome }) => outcome))).toEqual(new Set(['verified']));

    const found = new Map<string, number>();
    const states = new Set<string>();
    for (const { id } of auditor.runs(WORKSPACE)) {
      const report = auditor.report(WORKSPACE, id);
      expect([id, report.run.gaps]).toEqual([id, []]);
      for (const finding of report.findings({ actionable: true })) {
        states.add(`${finding.recordType} ${finding.state}`);
        if (finding.firstSeenUtc === report.run.asOfUtc)
          found.set(finding.raiseId ?? '', (found.get(finding.raiseId ?? '') ?? 0) + 1);
      }
    }
    expect([...states]).toEqual(['gift missing_in_crm']);
    // Those of the last two days may not be overdue yet.
    const overdue = [...planted].filter(([, day]) => day < fromDay + days - 3).map(([id]) => id);
    expect([...found.keys()].toSorted()).toEqual(expect.arrayContaining(overdue));
    expect([...found.keys()].every((id) => planted.has(id))).toBe(true);
    expect(new Set(found.values())).toEqual(new Set([1]));
  });
}
