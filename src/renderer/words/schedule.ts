import type { BackstopOutcome } from '../../core/model/schedule.ts';
import { formatDay, formatNumber, formatZone } from './format.ts';

/** Words of the daily backstop: when it runs by itself, and how its tries ended. */
export const scheduleWords = {
  title: 'Schedule and alerts',
  description:
    'The backstop audits yesterday by itself, looks again at what is still open, and tells whom you choose what has to be acted on.',
  loading: 'Loading schedule and alerts',
  save: 'Save',
  saved: 'Saved.',
  cancel: 'Cancel',

  schedule: {
    title: 'Schedule',
    text: 'Each day of the customer’s is audited once, and once more when the time that syncing may take is over. Days that were missed are made up for.',
    off: 'No schedule: nothing runs by itself',
    daily: (at: string) => `Every day at ${at}`,
    hourly: 'Every hour',
    facts: 'How the schedule stands',
    records: 'Records',
    zone: 'Time zone',
    zoneOfMachine: (zone: string) =>
      `${formatZone(zone)}: only this computer’s, because neither the settings nor an audit has told the customer’s`,
    lag: 'Syncing may take',
    hours: (hours: number) => (hours === 1 ? '1 hour' : `${formatNumber(hours)} hours`),
    settings: 'Change in the settings',
    next: 'Next run',
    nextNow: 'Within a minute, while Tieout is open',
    nextAt: (inZone: string, zone: string) => `${inZone} in ${formatZone(zone)}`,
    nextHere: (here: string) => `${here} on this computer’s clock`,
    noNext: 'None',
    due: 'Due now',
    nothingDue: 'Nothing',
    dueWaits: 'An audit is going on in this workspace: what is due runs when it has ended.',
  },
  form: {
    label: 'Schedule of this workspace',
    when: 'When it runs',
    kinds: { off: 'Off', daily: 'Daily', hourly: 'Hourly' },
    at: 'Time of day',
    atHint: (zone: string) => `On the clock of ${formatZone(zone)}.`,
    atWrong: 'Write a time of day like 06:00.',
    records: 'Which records',
    recordsWrong: 'Choose at least one kind of record.',
    hourlyHint: (least: number) =>
      `Each hour it reads today and what has not settled yet. It needs a lag of ${least} hours or more; shorter ones would tell of what is only under way.`,
    hourlyRefused: (least: number, lag: number) =>
      `Hourly runs can’t be set: syncing may take ${formatNumber(lag)} ${lag === 1 ? 'hour' : 'hours'} in the settings, and they need ${least} or more, or they would tell of what is only under way.`,
    since: 'What was due before a schedule is set is not made up for.',
  },
  now: {
    title: 'Run now',
    run: 'Run now',
    would: (days: string) => `Audits ${days}, then looks again at what is still open.`,
    nothing: 'Yesterday was audited already, and nothing is left to be made up for.',
    waiting: 'Waiting for the runs of other workspaces',
    running: 'Running',
    show: 'Show the audit',
  },
  span: (from: string, to: string) =>
    from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`,
  and: ', ',
  tries: {
    title: 'Last runs',
    text: 'Each try of the backstop, the newest first. With a daily schedule, a day that could not be read whole is tried again after one hour and after two; then the next day’s run reaches back over it.',
    table: 'Tries of the backstop',
    columns: {
      started: 'Started',
      days: 'Days',
      kind: 'Kind',
      outcome: 'How it ended',
      run: 'Audit',
    },
    kinds: { daily: 'Daily', hourly: 'Hourly' },
    outcomes: {
      verified: 'Verified',
      not_verified: 'Not verified: all was read, and something can’t be sure',
      incomplete: 'Not verified: something could not be read',
      failed: 'It came to no result',
    } satisfies Record<BackstopOutcome, string>,
    going: 'Going on',
    stopped: 'Stopped before its end; the next run goes on with it',
    show: 'Result',
    showOf: (days: string) => `Result of the audit of ${days}`,
    noRun: 'None',
    emptyTitle: 'The backstop has not run yet',
    empty: 'Set a schedule, or run it now: each try is told of here.',
    most: (count: number) => `Only the newest ${formatNumber(count)} are shown.`,
  },
  closed: {
    title: 'When Tieout is closed',
    text: 'This program keeps the schedules while it is open. For when it is closed, the system’s own scheduler can: every quarter of an hour it asks what is due, and does nothing otherwise. This command, typed where Tieout lies, shows what would be written and run; nothing is done until it is said again with --yes.',
    copy: 'Copy the command',
    other: 'With neither, days that were missed are made up for when Tieout is opened again.',
    guide: 'Whether a scheduler can read the tokens depends on where they are kept:',
    chapter: '“Let it run by itself” in the guide',
  },
} as const;
