import type { RunReport } from '../../../contract/runs.ts';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import type { PageName } from '../../shell/routes.ts';
import { overviewWords } from '../../words/overview.ts';
import { whyUntestable } from '../audit/power/untestable.ts';
import { openLines } from '../tie-out/open-lines.ts';
import { widestLag } from './lag.ts';
import type { LatestSpike } from './trends/latest-spikes.ts';
import type { OpenNow } from './use-overview.ts';

const words = overviewWords.next;

/** One thing that a consultant should do now, and where it is done. */
export interface NextStep {
  readonly kind: Kind;
  readonly text: string;
  readonly action: string;
  readonly goes:
    | { readonly to: 'page'; readonly page: PageName }
    | { readonly to: 'findings'; readonly query: FindingQuery }
    | { readonly to: 'result'; readonly runId: string }
    /** A part of the overview itself, by its id. */
    | { readonly to: 'section'; readonly id: string };
}

export interface Standing {
  readonly report: Pick<RunReport, 'run' | 'summary' | 'changes'>;
  /** Of the newest audit that read whole lists: the same one, but for a re-check. */
  readonly lists: Pick<RunReport, 'run' | 'tieOut' | 'analysis' | 'power'>;
  readonly open: Pick<OpenNow, 'actors' | 'new' | 'back'>;
  /** Findings of live confirmation to act on that are in no audit yet. */
  readonly unaudited: number;
  /** Figures of the newest audit, or day, that are out of the usual. */
  readonly spikes: readonly LatestSpike[];
  /** Hours that the settings allow for syncing now. */
  readonly lagHours: number;
  /** Whether the newest audit was stopped before its end. */
  readonly isStopped: boolean;
}

/** What to do next, the most urgent first: what keeps the result from being relied on comes before the result. */
export function nextSteps(standing: Standing): NextStep[] {
  const { report, lists, open, unaudited, spikes, lagHours, isStopped } = standing;
  const { run, changes } = report;
  const { actors } = open;
  const steps: NextStep[] = [];
  if (isStopped) steps.push(step('goOn', words.goOn.text, { to: 'page', page: 'audit' }));
  if (run.conventions.some((form) => form.standing === 'doubtful'))
    steps.push(step('confirmLinks', words.confirmLinks.text, { to: 'page', page: 'connect' }));
  if (run.status === 'not_verified')
    steps.push(step('closeGaps', words.closeGaps.text(run.gaps.length), gapsOf(report)));
  const unexplained = openLines(lists.tieOut).length;
  if (unexplained > 0)
    steps.push(
      step('unexplained', words.unexplained.text(unexplained), { to: 'page', page: 'tie-out' }),
    );
  if (spikes.length > 0)
    steps.push(step('spikes', words.spikes.text(spikes), { to: 'section', id: 'trends' }));
  if (unaudited > 0)
    steps.push(step('late', words.late.text(unaudited), { to: 'page', page: 'live' }));
  const arrived = open.new + open.back;
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
  const suggested = widestLag(lists.analysis?.lag ?? []);
  if (suggested !== null && suggested > lagHours)
    steps.push(step('lag', words.lag.text(suggested, lagHours), { to: 'section', id: 'lag' }));
  if (lists.power === null && whyUntestable(lists.run) === null)
    steps.push(step('power', words.power.text, { to: 'result', runId: lists.run.id }));
  return steps;
}

type Kind = Exclude<keyof typeof words, 'title' | 'nothing'>;

function step(kind: Kind, text: string, goes: NextStep['goes']): NextStep {
  return { kind, text, action: words[kind].action, goes };
}

/** The records that could not be read; where none is named, whole lists could not. */
function gapsOf({ summary }: Standing['report']): NextStep['goes'] {
  const states = (['unreadable', 'crm_unreachable', 'raise_unreachable'] as const).filter((state) =>
    summary.some((row) => row.state === state),
  );
  return states.length > 0 ? { to: 'findings', query: { states } } : { to: 'page', page: 'audit' };
}

function notYetSynced({ summary }: Standing['report']): number {
  return summary
    .filter((row) => row.state === 'not_yet_synced')
    .reduce((sum, row) => sum + row.count, 0);
}
