import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statusOfError, statusOfReport } from '../../src/cli/exit-status.ts';
import { createAuditor, DEFAULT_REQUEST, type Auditor } from '../../src/core/auditor.ts';
import { Failure } from '../../src/core/model/failure.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

export const RAISE_CANARY = 'c4n4ry-raise-token';
export const CRM_CANARY = 'c4n4ry-crm-token';
const REQUEST = { ...DEFAULT_REQUEST, pageSize: 12 };
/** Of real time: the sandbox answers within some milliseconds. */
const TIMEOUT_MS = 400;

/** How an audit ended, by command line's measures. */
export interface Ending {
  readonly status: number;
  readonly failure: Failure | null;
  readonly run: AuditReport['run'] | null;
  readonly findings: readonly Finding[];
  readonly calls: number;
  /** Everything that was said on the way and at the end. */
  readonly said: string;
}

/**
 * One small world that is audited again and again: readable throughout, three pages of gifts, and gifts, donors and a
 * recurring gift that one side has lost, so that there are suspects to be asked for.
 */
export async function startWorld(): Promise<RunningSandbox> {
  const sandbox = await startSandbox({
    donors: 14,
    gifts: 34,
    schedules: 6,
    seed: 5,
    plant: 'none',
    // Its hour is a real one, and thousands of audits fit into it.
    quirks: { crmRateLimit: 10_000_000 },
    raiseToken: RAISE_CANARY,
    crmToken: CRM_CANARY,
  });
  const whole = await auditWorld(sandbox);
  if (whole.run?.status !== 'verified') throw new Error(`The world itself: ${whole.said}`);
  await loseSome(sandbox);
  sandbox.clearLog();
  return sandbox;
}

/** Some of the oldest records, which no lag explains. */
async function loseSome(sandbox: RunningSandbox): Promise<void> {
  const { mutate } = sandbox;
  const gifts = await idsOf(sandbox, 'raise', 'Gift');
  for (const id of gifts.slice(8, 10)) mutate.removeRaise('gifts', id);
  for (const id of (await idsOf(sandbox, 'crm', 'Gift')).slice(0, 6)) mutate.removeCrm('gifts', id);
  mutate.removeCrm('contacts', (await idsOf(sandbox, 'crm', 'Contact'))[1] ?? 0);
  mutate.removeCrm('recurringGifts', (await idsOf(sandbox, 'crm', 'RecurringGift'))[0] ?? 0);
}

/** All ids of a resource, rising. */
async function idsOf(
  sandbox: RunningSandbox,
  product: 'raise' | 'crm',
  resource: string,
): Promise<number[]> {
  const isRaise = product === 'raise';
  const [url, token] = isRaise
    ? [`${sandbox.raiseUrl}/api/${resource}/list?Take=1000`, sandbox.raiseToken]
    : [`${sandbox.crmUrl}/api/${resource}/Query?take=1000`, sandbox.crmToken];
  const response = await fetch(url, {
    method: isRaise ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: isRaise ? null : '{"groups":[]}',
  });
  const { items, list } = (await response.json()) as Record<string, { id: number }[] | undefined>;
  return (items ?? list ?? []).map(({ id }) => id).toSorted((a, b) => a - b);
}

/** Plans and audits, as the command line does; `then` looks closer before the files go. */
export async function auditWorld(
  sandbox: RunningSandbox,
  then: (auditor: Auditor, dataFolder: string) => Promise<void> = async () => undefined,
): Promise<Ending> {
  const dataFolder = mkdtempSync(join(fastFolder(), 'tieout-faults-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  try {
    const ending = await auditOnce(auditor, sandbox, false);
    await then(auditor, dataFolder);
    return ending;
  } finally {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Thousands of small files, each synced: in memory where there is such a folder. */
function fastFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

/** One start of an audit over a connection of its own, or the next start of one that was stopped. */
export async function auditOnce(
  auditor: Auditor,
  sandbox: RunningSandbox,
  resume: boolean,
): Promise<Ending> {
  const before = sandbox.calls();
  const said: string[] = [];
  const calls = (): number => {
    const after = sandbox.calls();
    return after.raise - before.raise + after.crm - before.crm;
  };
  const access = (url: string, token: string) => ({ url, token, requestsPerSecond: 1000 });
  try {
    const link = auditor.connect({
      raise: access(sandbox.raiseUrl, sandbox.raiseToken),
      crm: access(sandbox.crmUrl, sandbox.crmToken),
      clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
      timeoutMs: TIMEOUT_MS,
      patienceMs: 600_000,
    });
    const plan = resume ? null : await auditor.plan(link, REQUEST);
    const report = await auditor.audit(link, {
      workspace: 'test',
      request: REQUEST,
      plan,
      resume,
      onProgress: (fact) => said.push(JSON.stringify(fact)),
    });
    const findings = [...report.findings()];
    said.push(JSON.stringify([report.run.gaps, report.run.coverage, plan]));
    const status = statusOfReport(report);
    return { status, failure: null, run: report.run, findings, calls: calls(), said: said.join() };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    said.push(error.message, JSON.stringify(error.context));
    return {
      status: statusOfError(error),
      failure: error,
      run: null,
      findings: [],
      calls: calls(),
      said: said.join(),
    };
  }
}
