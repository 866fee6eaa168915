import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceSettings, type WorkspaceSettings } from '../../src/contract/settings.ts';
import { WORKSPACE_COLOURS } from '../../src/contract/settings.ts';
import { DEFAULT_REQUEST } from '../../src/core/model/request.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { RunFacts } from '../../src/core/model/report.ts';
import { beginBackstop, noteBackstopFailed } from '../../src/core/staging/backstops.ts';
import { addRun, saveResult } from '../../src/core/staging/runs.ts';
import { saveAnalysis } from '../../src/core/staging/run-analysis.ts';
import { saveWorkspaceSettings } from '../../src/core/staging/workspace-settings.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { makeCoverage, makeFinding, makeParameters, makeReport } from './report-factory.ts';

const DAY_MS = 86_400_000;

/** A customer whose audits have all been made: how many findings each of them left, oldest first. */
export interface PastCustomer {
  readonly name: string;
  readonly open: readonly number[];
  readonly currency?: string;
  readonly status?: RunFacts['status'];
  readonly settings?: Partial<WorkspaceSettings>;
  /** Why the newest try of its schedule came to no result. */
  readonly failedTry?: string;
}

/** Writes a customer's file as some days of audits leave it, without asking any product. The newest run was yesterday at six. */
export function writePastCustomer(
  dataFolder: string,
  { name, open, currency = 'USD', status = 'verified', settings = {}, failedTry }: PastCustomer,
  nowMs = Date.now(),
): void {
  const { db } = openWorkspace(dataFolder, name, { create: true });
  db.pragma('synchronous = OFF');
  const whole = workspaceSettings.parse({ timeZone: 'America/Phoenix', ...settings });
  saveWorkspaceSettings(db, whole);
  for (const [at, count] of open.entries()) {
    const asOfUtc = new Date(nowMs - (open.length - at) * DAY_MS).toISOString();
    const findings = Array.from({ length: count }, (_, number) =>
      finding(number, currency, asOfUtc),
    );
    const isLast = at === open.length - 1;
    saveRun(name, db, asOfUtc, findings, isLast ? status : 'verified');
  }
  if (failedTry !== undefined) {
    const day = Math.floor(nowMs / DAY_MS) - 1;
    const id = beginBackstop(
      db,
      { kind: 'daily', fromDay: day, toDay: day },
      new Date(nowMs).toISOString(),
    );
    noteBackstopFailed(db, id, failedTry);
  }
  db.close();
}

function saveRun(
  workspace: string,
  db: ReturnType<typeof openWorkspace>['db'],
  asOfUtc: string,
  findings: readonly Finding[],
  status: RunFacts['status'],
): void {
  const id = randomUUID().slice(0, 20);
  addRun(db, { id, startedUtc: asOfUtc, asOfUtc, request: JSON.stringify(DEFAULT_REQUEST) });
  const day = asOfUtc.slice(0, 10);
  const report = makeReport(findings, {
    id,
    workspace,
    asOfUtc,
    startedUtc: asOfUtc,
    finishedUtc: asOfUtc,
    status,
    gaps: status === 'verified' ? [] : ['CRM+ gave no answer.'],
    parameters: makeParameters({ from: day, to: day }),
    coverage: COVERAGE,
  });
  saveResult(db, report.run, report.summary, report.tieOut, findings);
  saveAnalysis(db, id, { parts: [], donorYears: null, lag: null }, [
    { name: 'reconcile.missing_in_crm', recordType: null, value: findings.length },
    { name: 'reconcile.missing_in_raise', recordType: null, value: 0 },
  ]);
}

/** What is gone counts as resolved only if all that it rests on was read. */
const COVERAGE = (
  [
    ['raise', 'donors'],
    ['raise', 'gifts'],
    ['raise', 'campaigns'],
    ['crm', 'contacts'],
    ['crm', 'gifts'],
  ] as const
).map(([product, stream]) => makeCoverage({ product, stream }));

/** Ids rise with the number, so that a shorter list has resolved what a longer one had. */
function finding(number: number, currency: string, firstSeenUtc: string): Finding {
  return makeFinding(
    { currency, firstSeenUtc, evidence: 'CANARY-evidence', campaignName: 'CANARY-campaign' },
    number + 1,
  );
}

/** A customer whose file can't be read: it was never a good one, for a host that has opened it goes on with what it knows. */
export function writeDamagedCustomer(dataFolder: string, name: string): void {
  const folder = join(dataFolder, 'workspaces', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'workspace.sqlite'), 'no database');
}

/** So many customers as a consultancy has them: most are well, some have findings, some are in trouble, some never audited. */
export function manyCustomers(count: number): PastCustomer[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `${FIRST[at % FIRST.length]} ${SECOND[Math.floor(at / FIRST.length) % SECOND.length]}${at < 180 ? '' : ` ${at}`}`;
    const colour = WORKSPACE_COLOURS[at % WORKSPACE_COLOURS.length] ?? 'blue';
    // Nothing before it is made up for: nothing is due, whatever the time.
    const sinceUtc = new Date().toISOString();
    const settings: Partial<WorkspaceSettings> = {
      colour,
      ...(at % 4 === 3
        ? {}
        : { schedule: { kind: 'daily', at: '06:00', records: ['donor', 'gift'], sinceUtc } }),
    };
    const wave = [0, 1, 2, 3, 4, 5, 6].map((day) => Math.max(0, ((at * 7 + day * 5) % 23) - 9));
    const open = at % 11 === 10 ? [] : at % 3 === 0 ? [...wave, 0] : wave;
    return {
      name,
      open,
      settings,
      currency: ['USD', 'USD', 'CAD', 'EUR', 'JPY'][at % 5] ?? 'USD',
      status: at % 13 === 5 ? 'not_verified' : 'verified',
      ...(at % 17 === 8 ? { failedTry: 'Raise refused the token: give another one.' } : {}),
    };
  });
}

const FIRST = [
  'Harbor',
  'River',
  'Maple',
  'Hill',
  'Summit',
  'Lighthouse',
  'Prairie',
  'Cedar',
  'Bright',
  'Open',
  'Good',
  'North',
  'Grace',
  'Hope',
];
const SECOND = [
  'Relief',
  'Trust',
  'House',
  'School',
  'Kitchen',
  'Fund',
  'Mission',
  'Library',
  'Clinic',
  'Shelter',
  'Alliance',
  'Arts',
  'Choir',
];
