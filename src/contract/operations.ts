import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { AlertRules, AlertSink, QuietHours, StoredAlert } from '../core/model/alert.ts';
import { RECORD_TYPES } from '../core/model/record-type.ts';
import { DEFAULT_AT, TIME_OF_DAY, type Backstop, type Schedule } from '../core/model/schedule.ts';
import { FAILURES, type FailureFacts } from './failure.ts';
import { alertRules, alertSink, quietHours, sinkId } from './settings.ts';
import { inWorkspace } from './workspaces.ts';

const command = oc.errors(FAILURES);
const records = z
  .array(z.enum(RECORD_TYPES))
  .min(1)
  .max(3)
  .default([...RECORD_TYPES]);

/** Inclusive days as people write them, YYYY-MM-DD. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export type BackstopDays = Omit<Backstop, 'fromDay' | 'toDay'> &
  DaySpan & {
    /** Whether it goes on now, here or in another program; without an outcome and not going on, it was stopped. */
    readonly isGoing: boolean;
  };

/** A run that somebody asked for by hand in this session: what became of it is one of the tries, unless it never came to one. */
export type AskedRun =
  | { readonly kind: 'waiting' | 'running' }
  | { readonly kind: 'failed'; readonly failure: FailureFacts };

export interface ScheduleFacts {
  readonly schedule: Schedule;
  /** Whose days and clock count, and whether that is only this computer's, because nobody has told another one yet. */
  readonly timeZone: string;
  readonly isZoneOfThisMachine: boolean;
  readonly lagHours: number;
  /** When the next day's time comes, or an hour since the last run is over; null if there is no schedule, or an hourly one may run now. */
  readonly nextUtc: string | null;
  /** What waits to be run now, oldest first. */
  readonly due: readonly DaySpan[];
  /** What a run by hand would do now, oldest first; empty if all of it was done. */
  readonly dueByHand: readonly DaySpan[];
  /** Null unless one was asked for that has not come to a try yet, or goes on. */
  readonly asked: AskedRun | null;
  /** The newest tries first. */
  readonly backstops: readonly BackstopDays[];
}

export const schedule = {
  get: command.input(inWorkspace).output(type<ScheduleFacts>()),
  /** The same now, then after each change that this program makes or sees. */
  watch: command.input(inWorkspace).output(eventIterator(type<ScheduleFacts>())),
  /** What was due before it was set is not made up for. */
  set: command
    .input(
      inWorkspace.extend({
        schedule: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('off') }),
          z.strictObject({
            kind: z.literal('daily'),
            at: z
              .string()
              .regex(TIME_OF_DAY, 'Write a time of day like 06:00.')
              .default(DEFAULT_AT),
            records,
          }),
          z.strictObject({ kind: z.literal('hourly'), records }),
        ]),
      }),
    )
    .output(type<ScheduleFacts>()),
  /** Yesterday, and what was missed, after the runs of other workspaces; nothing if it was done. Fails while an audit runs here. */
  runNow: command.input(inWorkspace).output(type<ScheduleFacts>()),
};

export interface AlertFacts {
  readonly rules: AlertRules;
  readonly quietHours: QuietHours | null;
  /** Whose clock quiet hours go by. */
  readonly timeZone: string;
  readonly sinks: readonly ShownSink[];
  /** Whether this host can show a notification of the system's. */
  readonly canNotify: boolean;
}

export type ShownSink = AlertSink & {
  /** Whether the key store has something for it; it is never shown. */
  readonly hasSecret: boolean;
};

export const alerts = {
  get: command.input(inWorkspace).output(type<AlertFacts>()),
  change: command
    .input(inWorkspace.extend({ rules: alertRules.optional(), quietHours: quietHours.optional() }))
    .output(type<AlertFacts>()),
  /**
   * Adds a sink, or replaces the one of the same id in its place. Without a secret, the one that is kept stays, unless the sink is of
   * another kind now, or for another user or server of mail. Fails with the reason for what nothing could ever be brought to.
   */
  putSink: command
    .input(
      inWorkspace.extend({
        sink: alertSink,
        /** smtp: the password. slack: the address. webhook: {"url": …, "key": …}. */
        secret: z.string().min(1).max(4000).optional(),
      }),
    )
    .output(type<AlertFacts>()),
  removeSink: command.input(inWorkspace.extend({ sinkId })).output(type<AlertFacts>()),
  /** Sends a message that says that it is a test; fails with the reason why it can't be delivered. */
  test: command.input(inWorkspace.extend({ sinkId })).output(type<void>()),
  /** What was told, newest first, and how it stands with each sink. */
  list: command
    .input(inWorkspace.extend({ limit: z.number().int().min(1).max(500) }))
    .output(type<readonly StoredAlert[]>()),
};

export const metrics = {
  /** The figures of every workspace's last run, as Prometheus reads them. */
  text: command
    .input(z.object({ format: z.enum(['prometheus', 'openmetrics']) }))
    .output(type<string>()),
};
