import type { AlertRules } from '../../core/model/alert.ts';
import { changeSettings, settingsOf } from '../../engine/customer-settings.ts';
import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';
import { didYouMean } from '../nearest.ts';
import { option, type Option } from '../option.ts';
import type { Stored } from '../stored.ts';
import { tableLines } from '../table.ts';

const FINDINGS = ['all', 'new', 'off'] as const;
const SWITCHES = ['on', 'off'] as const;

/** The rules that are on or off: their flag, their name in the settings, and what they tell. */
const SWITCHED = [
  ['unexplained', 'unexplained', 'the tie-out does not come to 0'],
  ['spikes', 'spikes', 'a figure is above what earlier runs make one expect'],
  ['not-verified', 'notVerified', 'something could not be reached or read, or there was no result'],
  ['quota', 'quota', 'many calls were refused because the quota was spent'],
] as const satisfies readonly (readonly [string, keyof AlertRules, string])[];

const FINDINGS_WORDS = {
  all: 'all findings to act on that are open',
  new: 'findings to act on that come from now on',
  off: 'no finding',
} as const satisfies Record<AlertRules['findings'], string>;

export const RULES_OPTIONS: readonly Option[] = [
  option('findings', `rules: ${FINDINGS.join(', ')}: which findings to act on are told`, 'WHICH'),
  ...SWITCHED.map(([flag, , tells]) =>
    option(flag, `rules: on or off: told if ${tells}`, 'SWITCH'),
  ),
];

/** Changes the rules that are named; the others stay. @throws Failure usage */
export function setRules({ auditor, workspace }: Stored, args: Arguments): void {
  const { alertRules } = settingsOf(auditor, workspace);
  const findings = wordOf(args, 'findings', FINDINGS) ?? alertRules.findings;
  const switched = SWITCHED.map(([flag, name]): [keyof AlertRules, boolean] => {
    const word = wordOf(args, flag, SWITCHES);
    return [name, word === null ? alertRules[name] : word === 'on'];
  });
  const isNamed = RULES_OPTIONS.some(({ name }) => args.has(name));
  if (isNamed)
    changeSettings(auditor, workspace, {
      alertRules: { ...alertRules, findings, ...Object.fromEntries(switched) },
    });
}

export function rulesText({ auditor, workspace }: Stored): string {
  const { alertRules } = settingsOf(auditor, workspace);
  const rows = SWITCHED.map(([flag, name, tells]) => [
    `  ${flag}`,
    alertRules[name] ? 'on' : 'off',
    `if ${tells}`,
  ]);
  const all = [['  findings', alertRules.findings, FINDINGS_WORDS[alertRules.findings]], ...rows];
  const columns = [{ title: '' }, { title: '' }, { title: '' }];
  return `${[`${workspace}: alerts tell`, ...tableLines(columns, all)].join('\n')}\n`;
}

function wordOf<T extends string>(args: Arguments, flag: string, words: readonly T[]): T | null {
  const text = args.one(flag);
  if (text === undefined) return null;
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw usage(`--${flag} is ${words.join(', ')}.${didYouMean(text, words)}`);
}
