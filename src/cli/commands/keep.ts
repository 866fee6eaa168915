import {
  bytesIn,
  keepsAll,
  MOST_KEEP_DAYS,
  MOST_WHOLE_RUNS,
  type KeepPlan,
  type KeepRules,
} from '../../core/model/keep.ts';
import { changeSettings, settingsOf } from '../../engine/customer-settings.ts';
import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { didYouMean } from '../nearest.ts';
import { option } from '../option.ts';
import { openStored, type Stored } from '../stored.ts';
import { bytesText, countOf } from '../words.ts';

const ACTIONS = ['show', 'set', 'apply'] as const;
type Action = (typeof ACTIONS)[number];

export const keepCommand: Command = {
  name: 'keep',
  operands: ACTIONS.join('|'),
  summary: 'how much of old runs a workspace keeps, and what would go',
  operandCount: 1,
  options: [
    ...STORED_OPTIONS,
    option(
      'pages-days',
      'set: for so many days what a run read of both products is kept, or all',
      'N',
    ),
    option('whole-runs', 'set: so many of the newest runs keep all their findings, or all', 'N'),
    option('yes', 'apply: do it; without it, what would go is shown and nothing done'),
  ],
  notes: [
    'Everything is kept unless you say otherwise. Results, tie-outs, figures, the history of findings, decisions and their log are kept for ever, and so is each finding as it was last seen. The newest run, runs that have not finished, and runs that hold the evidence of findings that are open and not accepted are never touched.',
    'Once it is set, it is applied after each daily run. Without what a run read, both sides of a finding and the rows behind its tie-out are not shown, and it can’t be judged again.',
  ],
  run: keep,
};

async function keep(context: CommandContext): Promise<number> {
  const action = actionOf(context.args);
  const stored = openStored(context);
  try {
    if (action === 'set') set(stored, context.args);
    const { keep: rules } = settingsOf(stored.auditor, stored.workspace);
    if (action === 'apply' && context.args.has('yes')) {
      const gone = await stored.auditor.keeping.apply(stored.workspace, rules, {
        nowMs: Date.now(),
        signal: context.signal,
        givesBackSpace: true,
      });
      await context.terminal.out(`${stored.workspace}: ${goneText(gone)}\n`);
      return EXIT.ok;
    }
    await context.terminal.out(shown(stored, rules));
    if (action === 'apply' && !keepsAll(rules))
      context.terminal.note('Nothing was done: say it again with --yes to do it.');
    return EXIT.ok;
  } finally {
    stored.auditor.close();
  }
}

function actionOf({ operands }: Arguments): Action {
  const [word = 'show'] = operands;
  const action = ACTIONS.find((each) => each === word);
  if (action !== undefined) return action;
  throw usage(`keep: say ${ACTIONS.join(', ')}.${didYouMean(word, ACTIONS)}`);
}

function set({ auditor, workspace }: Stored, args: Arguments): void {
  const { keep: rules } = settingsOf(auditor, workspace);
  if (!args.has('pages-days') && !args.has('whole-runs'))
    throw usage('keep set: name --pages-days, --whole-runs or both.');
  changeSettings(auditor, workspace, {
    keep: {
      pagesDays: numberOrAll(args, 'pages-days', rules.pagesDays, [0, MOST_KEEP_DAYS]),
      wholeRuns: numberOrAll(args, 'whole-runs', rules.wholeRuns, [1, MOST_WHOLE_RUNS]),
    },
  });
}

function numberOrAll(
  args: Arguments,
  name: string,
  now: number | null,
  [least, most]: readonly [number, number],
): number | null {
  const text = args.one(name);
  if (text === undefined) return now;
  if (text === 'all') return null;
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= least && number <= most) return number;
  throw usage(`--${name} is a whole number from ${least} to ${most}, or all.`);
}

function shown({ auditor, workspace }: Stored, rules: KeepRules): string {
  const { pagesDays, wholeRuns } = rules;
  const plan = auditor.keeping.plan(workspace, rules, Date.now());
  const lines = [
    `${workspace}: what runs read is kept ${pagesDays === null ? 'for ever' : `for ${countOf(pagesDays, 'day')}`}; ${
      wholeRuns === null ? 'all runs keep' : `the newest ${countOf(wholeRuns, 'run')} keep`
    } all their findings.`,
    `Now ${bytesIn(plan) === 0 && plan.findings.length === 0 ? 'nothing' : bytesText(bytesIn(plan))} would go${partsOf(plan)}.`,
    ...plan.held.map(
      ({ runId, open }) =>
        `Run ${runId} stays whole: it holds the evidence of ${countOf(open, 'open finding')}.`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was taken away, in a sentence. */
export function goneText(gone: KeepPlan): string {
  if (gone.pages.length === 0 && gone.findings.length === 0)
    return 'Nothing of old runs had to go.';
  return `${bytesText(bytesIn(gone))} of old runs went${partsOf(gone)}, as its setting "keep" says.`;
}

function partsOf({ pages, findings }: KeepPlan): string {
  const again = findings.reduce((sum, { findings: count }) => sum + count, 0);
  const parts = [
    ...(pages.length > 0 ? [`what ${countOf(pages.length, 'run')} read`] : []),
    ...(findings.length > 0
      ? [
          `${countOf(again, 'finding')} of ${countOf(findings.length, 'run')} that were seen again later`,
        ]
      : []),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', and ')}`;
}
