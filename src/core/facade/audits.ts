import { testPower } from '../audit/power/power-test.ts';
import { rerunRules } from '../audit/rerun.ts';
import { runAudit } from '../audit/run-audit.ts';
import { runPolitely } from '../audit/run-politely.ts';
import { startRun } from '../audit/start-run.ts';
import type { Link } from './connect.ts';
import { storedAnswers } from '../connectors/stored-answers.ts';
import { Failure } from '../model/failure.ts';
import type { AuditPlan } from '../model/plan.ts';
import type { ProgressListener } from '../model/progress.ts';
import { isShortList, type AuditRequest } from '../model/request.ts';
import type { PowerTest } from '../model/run-analysis.ts';
import type { PaceKeeper } from './pace-keeper.ts';
import { asStorageFailure } from '../staging/database.ts';
import { refuseBeforeThinned } from '../staging/keep/refuse-removed.ts';
import { savePowerTest } from '../staging/power-tests.ts';
import { listRuns, notePaces } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { whileHolding, type Hold } from './holding.ts';

export interface AuditCommand {
  readonly workspace: string;
  readonly request: AuditRequest;
  /** What was planned for this request: how it is read, and what it is held against. */
  readonly plan?: AuditPlan | null;
  /** Go on with the newest run that was interrupted; its own request, plan and as-of instant are kept. */
  readonly resume?: boolean;
  /** Told before anything is asked. */
  readonly onStart?: (runId: string) => void;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
  /** Leave out of the run's account what this link asked before: a test, a plan. */
  readonly isFreshAccount?: boolean;
}

export interface PowerTestCommand {
  /** Default: the newest finished run that read whole lists. */
  readonly runId?: string | undefined;
  /** Decides which records errors are planted in; default: another one each time. */
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The parts of the work that are done; a total of 0 while what was read is copied. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What changes a workspace: one writer at a time. */
export interface Audits {
  /** Runs an audit to its end. @returns the run's id @throws Failure; in_use if somebody else changes the workspace */
  audit(at: Workspace, link: Link, command: AuditCommand): Promise<string>;
  /** Runs the rules again on stored answers, without the network. @throws Failure; in_use as `audit` */
  rerun(at: Workspace, runId: string): void;
  /** Puts a run to a power test and keeps what came of it. @throws Failure; in_use as `audit`; cancelled */
  powerTest(at: Workspace, runId: string, command: PowerTestCommand): Promise<PowerTest>;
}

const SEEDS = 1_000_000;

/** What changes workspaces. @param hold takes a workspace for one writer @param paces keeps what products tell of their pace */
export function createAudits(version: string, hold: Hold, paces: PaceKeeper): Audits {
  return {
    audit: (at, link, command) =>
      whileHolding(hold, at, 'auditing', async () => {
        paces.keep(at, link);
        const runId = command.resume ? interruptedRun(at) : newRun(at, link, command);
        const stopWatching = watchPaces(at, link, runId);
        command.onStart?.(runId);
        try {
          await runAudit(link.connections, at, runId, {
            version,
            signal: command.signal,
            callsBefore: command.isFreshAccount ? link.connections.counts() : undefined,
            ...(command.onProgress ? { onProgress: command.onProgress } : {}),
          });
        } finally {
          stopWatching();
          paces.flush();
        }
        return runId;
      }),
    rerun: (at, runId) => {
      const lock = hold(at, 'rerunning');
      try {
        rerunRules(at, runId, storedAnswers, version);
      } catch (error) {
        throw asStorageFailure(error, at.folder);
      } finally {
        lock.release();
      }
    },
    powerTest: (at, runId, { seed, signal, onProgress }) =>
      whileHolding(hold, at, 'testing', async () => {
        const steps = testPower(at, runId, {
          seed: seed ?? Math.floor(Math.random() * SEEDS),
          nowUtc: new Date().toISOString(),
          ...(onProgress ? { onProgress } : {}),
        });
        const test = await runPolitely(steps, signal);
        savePowerTest(at.db, runId, test);
        return test;
      }),
  };
}

function newRun(at: Workspace, link: Link, { request, plan = null }: AuditCommand): string {
  const { origins, clock } = link.connections;
  if (request.recheck !== null && link.connections.crm === null)
    throw new Failure('usage', 'A re-check reads both products: give the CRM+ token too.');
  const reads = plan?.reads ?? (isShortList(request) ? 'single' : 'lists');
  return startRun(at, { ...request, origins, reads }, plan, clock.now());
}

/** Keeps the paces of a run's products where others can see them. */
function watchPaces(at: Workspace, link: Link, runId: string): () => void {
  return link.watchPaces((now) => {
    try {
      notePaces(at.db, runId, now);
    } catch (error) {
      // A full disk shows at the next page, where it can be told.
      if (!(asStorageFailure(error, at.folder) instanceof Failure)) throw error;
    }
  });
}

/** A run that was killed still says "running": who asks holds the workspace, so nobody is at it. */
function interruptedRun(at: Workspace): string {
  const run = listRuns(at.db).find((stored) => stored.state !== 'finished');
  if (run === undefined)
    throw new Failure(
      'usage',
      `Workspace "${at.name}" has no interrupted run to go on with: run without --resume.`,
    );
  refuseBeforeThinned(at.db, run.id);
  return run.id;
}
