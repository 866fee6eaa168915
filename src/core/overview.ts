import { formatDay } from './model/days.ts';
import { amountsOf } from './model/open-item.ts';
import type { WorkspaceOverview } from './model/overview.ts';
import type { TrendPoint } from './model/run-analysis.ts';
import { backstopsOf } from './staging/backstops.ts';
import { openItems } from './staging/open-items.ts';
import { trendOf } from './staging/run-analysis.ts';
import { listRuns } from './staging/runs.ts';
import type { Workspace } from './staging/workspaces.ts';

const MOST_POINTS = 30;
const MISSING = new Set(['reconcile.missing_in_crm', 'reconcile.missing_in_raise']);

/** A workspace as a consultant with many customers looks at it. */
export function overviewOf({ name, db }: Workspace): WorkspaceOverview {
  const facts = listRuns(db).find((run) => run.facts !== null)?.facts ?? null;
  const open = openItems(db);
  const toActOn = open.filter(({ isAccepted, isTestMode }) => !isAccepted && !isTestMode);
  const whole = facts === null ? [] : trendOf(db, facts.id).filter(hasCounts);
  const audited = backstopsOf(db).filter(
    ({ outcome }) => outcome === 'verified' || outcome === 'not_verified',
  );
  return {
    workspace: name,
    lastRun:
      facts === null
        ? null
        : {
            runId: facts.id,
            asOfUtc: facts.asOfUtc,
            finishedUtc: facts.finishedUtc ?? facts.asOfUtc,
            status: facts.status,
          },
    lastDay:
      audited.length === 0 ? null : formatDay(Math.max(...audited.map(({ toDay }) => toDay))),
    toActOn: toActOn.length,
    accepted: open.filter(({ isAccepted }) => isAccepted).length,
    atStake: amountsOf(toActOn),
    trend: whole
      .slice(-MOST_POINTS)
      .map(({ asOfUtc, metrics }) => ({ asOfUtc, missing: missingIn(metrics) })),
    metrics: whole.at(-1)?.metrics ?? [],
  };
}

/** Runs of single records have no counts. */
function hasCounts({ metrics }: TrendPoint): boolean {
  return metrics.some(({ name }) => MISSING.has(name));
}

function missingIn(metrics: TrendPoint['metrics']): number {
  return metrics.reduce((sum, { name, value }) => sum + (MISSING.has(name) ? value : 0), 0);
}
