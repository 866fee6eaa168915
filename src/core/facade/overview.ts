import { formatDay } from '../model/days.ts';
import { amountsOf } from '../model/open-item.ts';
import type { WorkspaceOverview } from '../model/overview.ts';
import { backstopsOf } from '../staging/backstops.ts';
import { dataVersion, type Db } from '../staging/database.ts';
import { openItems } from '../staging/open-items.ts';
import { openAfterRuns } from '../staging/open-after.ts';
import { lastMissing } from '../staging/run-analysis.ts';
import { newestRun } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';

const MOST_POINTS = 30;
/** Two weeks of a backstop and its re-check. */
const MOST_OPEN_POINTS = 28;

const known = new WeakMap<Db, { readonly version: string; readonly overview: WorkspaceOverview }>();

/**
 * A workspace as a consultant with many customers looks at it. It is added up anew only when its file has changed since: a page of
 * hundreds of customers asks for all of them.
 */
export function overviewOf(at: Workspace): WorkspaceOverview {
  const before = known.get(at.db);
  if (before !== undefined && before.version === dataVersion(at.db)) return before.overview;
  const overview = addUp(at);
  known.set(at.db, { version: dataVersion(at.db), overview });
  return overview;
}

function addUp({ name, db }: Workspace): WorkspaceOverview {
  const run = newestRun(db, 'finished');
  const open = openItems(db);
  const toActOn = open.filter(({ isAccepted, isTestMode }) => !isAccepted && !isTestMode);
  const tries = backstopsOf(db);
  const audited = tries.filter(
    ({ outcome }) => outcome === 'verified' || outcome === 'not_verified',
  );
  const newestTry = tries.at(-1);
  const { trend, metrics } = lastMissing(db, MOST_POINTS);
  return {
    workspace: name,
    lastRun:
      run?.facts == null
        ? null
        : {
            runId: run.id,
            asOfUtc: run.facts.asOfUtc,
            finishedUtc: run.facts.finishedUtc ?? run.facts.asOfUtc,
            status: run.facts.status,
            from: run.facts.parameters.from,
            to: run.facts.parameters.to,
          },
    lastDay:
      audited.length === 0 ? null : formatDay(Math.max(...audited.map(({ toDay }) => toDay))),
    failedTry: newestTry?.outcome === 'failed' ? newestTry : null,
    open: open.length,
    toActOn: toActOn.length,
    accepted: open.filter(({ isAccepted }) => isAccepted).length,
    atStake: amountsOf(toActOn),
    openTrend: openAfterRuns(db, MOST_OPEN_POINTS),
    trend,
    metrics,
  };
}
