import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Auditor } from '../../core/auditor.ts';
import { formatDay } from '../../core/model/days.ts';
import { RECORD_TYPES, RECORD_WORDS } from '../../core/model/record-type.ts';
import {
  DEFAULT_AT,
  LEAST_HOURLY_LAG_HOURS,
  TIME_OF_DAY,
  type Schedule,
} from '../../core/model/schedule.ts';
import { changeSettings, settingsOf } from '../../engine/customer-settings.ts';
import { backstopChoice } from '../../engine/operations-choices.ts';
import { openKeyStore } from '../../keys/open-key-store.ts';
import { DATA_DIR_OPTION, STORED_OPTIONS } from '../arguments/audit-options.ts';
import { dataFolderOf, prepareDataFolder } from '../arguments/data-folder.ts';
import type { Arguments } from '../arguments/parse.ts';
import { readRecords } from '../arguments/records.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { didYouMean } from '../nearest.ts';
import { option } from '../option.ts';
import { openStored } from '../stored.ts';
import { installTimer, planText, uninstallTimer } from '../system-timer/install-timer.ts';
import { keyNote } from '../system-timer/key-note.ts';
import { SYSTEMS, systemOf, timerPlan, type System } from '../system-timer/timer-plan.ts';

const ACTIONS = ['show', 'set', 'off', 'install', 'uninstall'] as const;
type Action = (typeof ACTIONS)[number];

export const scheduleCommand: Command = {
  name: 'schedule',
  operands: ACTIONS.join('|'),
  summary: 'when the backstop of a workspace runs by itself, and the system’s own timer for it',
  operandCount: 1,
  options: [
    ...STORED_OPTIONS.filter(({ name }) => name !== DATA_DIR_OPTION.name),
    option('at', `set: the time of day in the customer’s zone (default ${DEFAULT_AT})`, 'HH:MM'),
    option('hourly', 'set: every hour instead; needs a lag of 4 hours or more'),
    option('records', 'set: donors, gifts, recurring-gifts (default all)', 'LIST'),
    option('system', `install, uninstall: ${SYSTEMS.join(', ')} (default: this system’s)`, 'KIND'),
    option('yes', 'install, uninstall: do it; without it, everything is shown and nothing done'),
    DATA_DIR_OPTION,
  ],
  notes: [
    'While the window or "tieout serve" is open, it keeps the schedules. The system’s timer keeps them while both are closed: every quarter of an hour it runs "tieout daily --all --due", which does nothing unless something is due. No token is written anywhere.',
  ],
  run: schedule,
};

async function schedule(context: CommandContext): Promise<number> {
  const action = actionOf(context.args);
  return action === 'install' || action === 'uninstall'
    ? systemTimer(context, action)
    : ofWorkspace(context, action);
}

function actionOf({ operands }: Arguments): Action {
  const [word = 'show'] = operands;
  const action = ACTIONS.find((each) => each === word);
  if (action !== undefined) return action;
  throw usage(`schedule: say ${ACTIONS.join(', ')}.${didYouMean(word, ACTIONS)}`);
}

async function ofWorkspace(
  context: CommandContext,
  action: 'show' | 'set' | 'off',
): Promise<number> {
  const { auditor, workspace } = openStored(context);
  try {
    if (action !== 'show') {
      const chosen = action === 'off' ? { kind: 'off' as const } : chosenSchedule(context.args);
      const { lagHours } = settingsOf(auditor, workspace);
      if (chosen.kind === 'hourly' && lagHours < LEAST_HOURLY_LAG_HOURS)
        throw usage(
          `--hourly needs a lag of ${LEAST_HOURLY_LAG_HOURS} hours or more, or it tells of what is only under way: it is ${lagHours} now.`,
        );
      changeSettings(auditor, workspace, { schedule: chosen });
    }
    await context.terminal.out(shown(auditor, workspace));
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

function chosenSchedule(args: Arguments): Schedule {
  const text = args.one('records');
  const records = text === undefined ? [...RECORD_TYPES] : readRecords([text], 'records');
  const sinceUtc = new Date().toISOString();
  const at = args.one('at');
  if (args.has('hourly')) {
    if (at !== undefined) throw usage('--at and --hourly exclude each other.');
    return { kind: 'hourly', records, sinceUtc };
  }
  if (at !== undefined && !TIME_OF_DAY.test(at))
    throw usage('--at must be a time of day written as HH:MM, for example 06:00.');
  return { kind: 'daily', at: at ?? DEFAULT_AT, records, sinceUtc };
}

function shown(auditor: Auditor, workspace: string): string {
  const { rules } = backstopChoice(auditor, workspace);
  const nowMs = Date.now();
  const due = auditor.backstops.due(workspace, rules, nowMs);
  const next = auditor.backstops.nextUtc(workspace, rules, nowMs);
  const last = auditor.backstops.list(workspace).slice(-7).toReversed();
  const lines = [
    `${workspace}: ${scheduleWords(rules.schedule)}`,
    `Zone ${rules.timeZone}; syncing may take ${rules.lagHours} hours.`,
    ...(next === null ? [] : [`Next: ${next.slice(0, 16).replace('T', ' ')} UTC.`]),
    ...due.map(({ fromDay, toDay }) => `Due now: ${daysWords(fromDay, toDay)}.`),
    ...last.map(
      ({ fromDay, toDay, outcome, runId, sentence }) =>
        `${daysWords(fromDay, toDay)}: ${outcome?.replace('_', ' ') ?? 'going on, or stopped'}${runId === null ? '' : ` (run ${runId})`}${sentence === null ? '' : ` ${sentence}`}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function scheduleWords(schedule: Schedule): string {
  if (schedule.kind === 'off') return 'no schedule; "tieout schedule set" makes one';
  const records = schedule.records.map((type) => RECORD_WORDS[type].many).join(', ');
  return schedule.kind === 'hourly'
    ? `every hour, ${records}`
    : `every day at ${schedule.at}, ${records}`;
}

function daysWords(from: number, to: number): string {
  return from === to ? formatDay(to) : `${formatDay(from)} to ${formatDay(to)}`;
}

async function systemTimer(
  { args, env, terminal }: CommandContext,
  action: 'install' | 'uninstall',
): Promise<number> {
  const dataFolder = dataFolderOf(args, env);
  prepareDataFolder(dataFolder);
  const main = join(import.meta.dirname, '..', 'main.ts');
  const words = [process.execPath, main, 'daily', '--all', '--due', '--progress', 'none'];
  const plan = timerPlan(systemArgument(args), {
    words: [...words, '--data-dir', dataFolder],
    home: env['HOME'] ?? homedir(),
    dataFolder,
    userId: userInfo().uid,
  });
  const { backend } = await openKeyStore({ dataFolder }).status();
  await terminal.out(planText(plan, action, action === 'install' ? [keyNote(backend)] : []));
  if (!args.has('yes')) {
    if (plan.files.length > 0) terminal.note('Nothing was done: say it again with --yes to do it.');
    return EXIT.ok;
  }
  if (action === 'install') installTimer(plan);
  else uninstallTimer(plan);
  return EXIT.ok;
}

function systemArgument(args: Arguments): System {
  const text = args.one('system');
  if (text === undefined) return systemOf(process.platform, existsSync('/run/systemd/system'));
  const system = SYSTEMS.find((each) => each === text);
  if (system !== undefined) return system;
  throw usage(`--system is ${SYSTEMS.join(', ')}.${didYouMean(text, SYSTEMS)}`);
}
