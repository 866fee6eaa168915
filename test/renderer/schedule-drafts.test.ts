import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_TYPES } from '../../src/core/model/record-type.ts';
import type { Schedule } from '../../src/core/model/schedule.ts';
import { installCommand } from '../../src/renderer/pages/schedule/install-command.ts';
import {
  draftOfQuiet,
  quietErrors,
  quietOf,
} from '../../src/renderer/pages/schedule/quiet-draft.ts';
import {
  draftOf,
  isChanged,
  scheduleErrors,
  scheduleOf,
} from '../../src/renderer/pages/schedule/schedule-draft.ts';
import { formatInstant, formatInstantIn } from '../../src/renderer/words/format.ts';

const time = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
const sinceUtc = '2026-11-29T00:00:00.000Z';
const records = fc.subarray([...RECORD_TYPES], { minLength: 1 });
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant({ kind: 'off' as const }),
  fc.record({
    kind: fc.constant('daily' as const),
    at: time,
    records,
    sinceUtc: fc.constant(sinceUtc),
  }),
  fc.record({ kind: fc.constant('hourly' as const), records, sinceUtc: fc.constant(sinceUtc) }),
);

describe('what is chosen on the page of schedules', () => {
  test('a schedule that is looked at and saved stays as it was', () => {
    fc.assert(
      fc.property(schedule, (kept) => {
        const draft = draftOf(kept);
        expect(scheduleErrors(draft)).toEqual({ at: null, records: null });
        expect(isChanged(draft, kept)).toBe(false);
        expect(scheduleOf(draft)).toEqual(
          kept.kind === 'off' ? kept : { ...scheduleOf(draft), records: kept.records },
        );
        if (kept.kind === 'daily') expect(scheduleOf(draft)).toMatchObject({ at: kept.at });
      }),
    );
  });

  test('only what is shown can stand in the way', () => {
    const draft = { kind: 'daily', at: '6 am', records: [] } as const;
    expect(scheduleErrors(draft)).toEqual({
      at: expect.any(String) as string,
      records: expect.any(String) as string,
    });
    expect(scheduleErrors({ ...draft, kind: 'hourly' }).at).toBeNull();
    expect(scheduleErrors({ ...draft, kind: 'off' })).toEqual({ at: null, records: null });
    for (const wrong of ['', '24:00', '6:00', '06:60'])
      expect(scheduleErrors({ ...draft, at: wrong }).at).not.toBeNull();
  });

  test('whichever kind of record was ticked last, the order is the same', () => {
    const kept = { kind: 'hourly', records: ['donor', 'gift'], sinceUtc } as const;
    expect(isChanged({ kind: 'hourly', at: '06:00', records: ['gift', 'donor'] }, kept)).toBe(
      false,
    );
    expect(isChanged({ kind: 'hourly', at: '06:00', records: ['gift'] }, kept)).toBe(true);
  });

  test('quiet hours that are looked at and saved stay as they were', () => {
    const quiet = fc.option(fc.record({ from: time, to: time }));
    fc.assert(
      fc.property(quiet, (kept) => {
        const draft = draftOfQuiet(kept);
        expect(quietOf(draft)).toEqual(kept);
        const { from, to } = quietErrors(draft);
        expect(from).toBeNull();
        expect(to === null).toBe(kept === null || kept.from !== kept.to);
      }),
    );
    const off = { isOn: false, from: '', to: '' };
    expect(quietErrors(off)).toEqual({ from: null, to: null });
    expect(quietErrors({ ...off, isOn: true }).from).not.toBeNull();
  });

  test.skipIf(process.platform === 'win32')(
    'the command names the folder as a shell reads it, whatever its name is',
    () => {
      const names = [
        '/home/ann/.local/share/tieout',
        "/data/Ann's $HOME `x`",
        '/a b/"c"\\d',
        '/é*?',
      ];
      for (const name of names) {
        const [, path = ''] = installCommand(name).split(' --data-dir ');
        expect(execFileSync('sh', ['-c', `printf %s ${path}`], { encoding: 'utf8' })).toBe(name);
      }
      expect(installCommand(String.raw`C:\Users\Ann Archer\Tieout`)).toContain(
        String.raw`--data-dir "C:\Users\Ann Archer\Tieout"`,
      );
    },
  );

  test('an instant is told on the clock of the customer', () => {
    const utc = '2026-11-30T11:00:00Z';
    const [there, other] = ['America/New_York', 'Asia/Tokyo'].map((zone) =>
      formatInstantIn(utc, zone),
    );
    expect(there).toMatch(/6:00/);
    expect(other).toMatch(/8:00|20:00/);
    expect(formatInstantIn(utc, 'No/Where')).toBe(formatInstant(utc));
  });
});
