import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';
import type { Auditor, Holder, StoredRun } from '../../core/auditor.ts';
import { openStored } from '../stored.ts';
import { tableLines } from '../table.ts';
import { paceSentence, standingOf } from '../../core/model/pace-words.ts';
import { countChanges, type ChangeCounts } from '../../core/model/lineage.ts';
import type { RunParameters } from '../../core/model/report.ts';
import { countOf, countText, localTime, periodText, recordsText } from '../words.ts';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'lists the runs of a workspace, newest first',
  options: [...STORED_OPTIONS, option('json', 'as JSON')],
  run: runs,
};

async function runs(context: CommandContext): Promise<number> {
  const { auditor, workspace } = openStored(context);
  try {
    // Who holds it is asked first: a run that begins in between is then called interrupted, and never one that ended "running".
    const holder = auditor.holder(workspace);
    const stored = asTheyAre(auditor.runs(workspace), holder);
    const changesOf = (run: StoredRun): ChangeCounts | null => countsOf(auditor, workspace, run);
    await context.terminal.out(
      context.args.has('json')
        ? `${JSON.stringify(
            stored.map((run) => asJson(run, changesOf(run))),
            null,
            2,
          )}\n`
        : asTable(workspace, stored, holder, changesOf),
    );
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

/** A run that was killed still says "running": only the newest one that says so can be, and only while somebody audits. */
function asTheyAre(runs: readonly StoredRun[], holder: Holder | null): StoredRun[] {
  const going = holder?.activity === 'auditing' ? runs.find(isRunning) : undefined;
  return runs.map((run) =>
    isRunning(run) && run !== going ? { ...run, state: 'interrupted' } : run,
  );
}

function isRunning({ state }: StoredRun): boolean {
  return state === 'running';
}

function countsOf(auditor: Auditor, workspace: string, run: StoredRun): ChangeCounts | null {
  const changes = run.facts === null ? null : auditor.changes(workspace, run.id);
  return changes === null ? null : countChanges(changes);
}

function asJson(run: StoredRun, changes: ChangeCounts | null): object {
  const { id, state, startedUtc, finishedUtc, asOfUtc, facts, stop, paces } = run;
  return {
    id,
    state,
    startedUtc,
    finishedUtc,
    asOfUtc,
    status: facts?.status ?? null,
    digest: facts?.digest ?? null,
    calls: facts?.calls ?? null,
    recheckOf: facts?.parameters.recheck?.runId ?? null,
    changes,
    stop,
    paces: state === 'running' ? paces : null,
  };
}

function asTable(
  workspace: string,
  stored: readonly StoredRun[],
  holder: Holder | null,
  changesOf: (run: StoredRun) => ChangeCounts | null,
): string {
  if (stored.length === 0) return `Workspace ${workspace} has no runs.\n`;
  const columns = ['Run', 'Started (UTC)', 'Result', 'To act on', 'Audited', 'Calls'].map(
    (title) => ({ title }),
  );
  const rows = stored
    .map((run) => [run, changesOf(run)] as const)
    .map(([{ id, state, startedUtc, facts }, changes]) => [
      id,
      startedUtc.slice(0, 16).replace('T', ' '),
      facts === null ? unfinishedText(state, holder) : facts.status.replace('_', ' '),
      changes === null ? '' : changesText(changes),
      facts === null ? '' : `${recordsText(facts.parameters)}, ${scopeText(facts.parameters)}`,
      facts === null ? '' : String(facts.calls.raise + facts.calls.crm),
    ]);
  const said = stored.flatMap((run) => whyText(run) ?? []);
  return `${[...tableLines(columns, rows), ...(said.length > 0 ? ['', ...said] : [])].join('\n')}\n`;
}

/** "3 new, 1 back, 5 resolved"; what stayed as it was is not worth a word. */
function changesText({ new: fresh, reappeared, resolved }: ChangeCounts): string {
  const parts = [
    [fresh, 'new'],
    [reappeared, 'back again'],
    [resolved, 'resolved'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${countText(count)} ${word}`);
  return said.length === 0 ? 'no change' : said.join(', ');
}

function scopeText(parameters: RunParameters): string {
  const { recheck } = parameters;
  return recheck == null
    ? periodText(parameters)
    : `re-check of ${countOf(recheck.findings, 'finding')} of ${recheck.runId}`;
}

/** Why a run stands still, or what it waits for; null if there is nothing to say. */
function whyText({ id, state, stop, paces, facts }: StoredRun): string | null {
  if (facts !== null) return null;
  if (state === 'interrupted') return stop === null ? null : `${id}: ${stop.sentence}`;
  if (state !== 'running' || paces === null) return null;
  const { product, state: pace } = standingOf(paces);
  return pace.kind === 'running' ? null : `${id}: ${paceSentence(product, pace, localTime)}`;
}

function unfinishedText(state: StoredRun['state'], holder: Holder | null): string {
  if (state === 'running' && holder !== null)
    return `running (by ${holder.program}, process ${holder.pid})`;
  return state === 'finished' ? 'finished' : 'interrupted: go on with --resume';
}
