import type { RunReport } from '../../../contract/runs.ts';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import type { Actor } from '../../../core/model/states.ts';
import type { PageName } from '../../shell/routes.ts';
import { overviewWords } from '../../words/overview.ts';
import { openLines } from '../tie-out/open-lines.ts';
import { widestLag } from './lag.ts';

const words = overviewWords.next;

/** One thing that a consultant should do now, and where it is done. */
export interface NextStep {
  readonly kind: Kind;
  readonly text: string;
  readonly action: string;
  readonly goes:
    | { readonly to: 'page'; readonly page: PageName }
    | { readonly to: 'findings'; readonly query: FindingQuery }
    /** A part of the overview itself, by its id. */
    | { readonly to: 'section'; readonly id: string };
}

export interface Standing {
  readonly report: RunReport;
  /** Open findings to act on, by who acts. */
  readonly actors: readonly { readonly actor: Actor; readonly count: number }[];
  /** New and back findings to act on. */
  readonly arrived: number;
  /** Hours that the settings allow for syncing now. */
  readonly lagHours: number;
  /** Whether the newest audit was stopped before its end. */
  readonly isStopped: boolean;
}

/** What to do next, the most urgent first: what keeps the result from being relied on comes before the result. */
export function nextSteps(standing: Standing): NextStep[] {
  const { report, actors, arrived, lagHours, isStopped } = standing;
  const { run, tieOut, changes, power } = report;
  const steps: NextStep[] = [];
  if (isStopped) steps.push(step('goOn', words.goOn.text, { to: 'page', page: 'audit' }));
  if (run.conventions.some((form) => form.standing === 'doubtful'))
    steps.push(step('confirmLinks', words.confirmLinks.text, { to: 'page', page: 'connect' }));
  if (run.status === 'not_verified')
    steps.push(step('closeGaps', words.closeGaps.text(run.gaps.length), gapsOf(report)));
  const open = openLines(tieOut).length;
  if (open > 0)
    steps.push(step('unexplained', words.unexplained.text(open), { to: 'page', page: 'tie-out' }));
  if (arrived > 0 && changes !== null && changes.since !== null)
    steps.push(
      step('look', words.look.text(arrived), {
        to: 'findings',
        query: { actionable: true, changes: ['new', 'reappeared'] },
      }),
    );
  for (const { actor, count } of actors)
    steps.push(
      step('act', words.act.text(count, actor), {
        to: 'findings',
        query: { actionable: true, actors: [actor] },
      }),
    );
  const toAct = actors.reduce((sum, { count }) => sum + count, 0);
  if (toAct > 0)
    steps.push(step('recheck', words.recheck.text(toAct), { to: 'page', page: 'audit' }));
  const young = notYetSynced(report);
  if (young > 0)
    steps.push(step('notYetSynced', words.notYetSynced.text(young), { to: 'page', page: 'audit' }));
  const suggested = widestLag(report.analysis?.lag ?? []);
  if (suggested !== null && suggested > lagHours)
    steps.push(step('lag', words.lag.text(suggested, lagHours), { to: 'section', id: 'lag' }));
  if (power === null) steps.push(step('power', words.power.text, { to: 'section', id: 'power' }));
  return steps;
}

type Kind = Exclude<keyof typeof words, 'title' | 'nothing'>;

function step(kind: Kind, text: string, goes: NextStep['goes']): NextStep {
  return { kind, text, action: words[kind].action, goes };
}

/** The records that could not be read; where none is named, whole lists could not. */
function gapsOf({ summary }: RunReport): NextStep['goes'] {
  const states = (['unreadable', 'crm_unreachable', 'raise_unreachable'] as const).filter((state) =>
    summary.some((row) => row.state === state),
  );
  return states.length > 0 ? { to: 'findings', query: { states } } : { to: 'page', page: 'audit' };
}

function notYetSynced({ summary }: RunReport): number {
  return summary
    .filter((row) => row.state === 'not_yet_synced')
    .reduce((sum, row) => sum + row.count, 0);
}
