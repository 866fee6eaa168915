import type { QuietHours } from '../../core/model/alert.ts';
import { TIME_OF_DAY } from '../../core/model/schedule.ts';
import { changeSettings } from '../../engine/customer-settings.ts';
import { alertChoice } from '../../engine/operations-choices.ts';
import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';
import { option, type Option } from '../option.ts';
import type { Stored } from '../stored.ts';

export const QUIET_OPTION: Option = option(
  'hours',
  'quiet: between which times nothing is sent, 22:00-07:00, or off',
  'TIMES',
);

/** Sets the quiet hours if some are named. @throws Failure usage */
export function setQuiet({ auditor, workspace }: Stored, args: Arguments): void {
  const text = args.one('hours');
  if (text !== undefined) changeSettings(auditor, workspace, { quietHours: readHours(text) });
}

export function quietText({ auditor, workspace }: Stored): string {
  const { quiet, timeZone } = alertChoice(auditor, workspace);
  return quiet === null
    ? `${workspace}: no quiet hours; alerts are sent at any time.\n`
    : `${workspace}: nothing is sent between ${quiet.from} and ${quiet.to} in ${timeZone}; afterwards it comes as one message.\n`;
}

function readHours(text: string): QuietHours | null {
  if (text === 'off') return null;
  const [from = '', to = '', ...more] = text.split('-');
  if (more.length > 0 || !TIME_OF_DAY.test(from) || !TIME_OF_DAY.test(to))
    throw usage('--hours is two times of day written as HH:MM-HH:MM, 22:00-07:00, or off.');
  if (from === to) throw usage('--hours: the two times are the same; name the time when it ends.');
  return { from, to };
}
