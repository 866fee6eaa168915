import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createAuditor, DEFAULT_REQUEST } from '../../../src/core/auditor.ts';
import type {
  VerifiedWorkspace,
  VerifyProblem,
  VerifyStep,
} from '../../../src/core/model/verification.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { tempFolder } from '../temp-folder.ts';

/** A data folder with two audited workspaces: "Faith" with one run, "Hope" with two. */
export interface AuditedFolder {
  readonly dataFolder: string;
  /** The ids of the runs of "Hope", the newest first. */
  readonly runs: readonly string[];
  remove(): void;
}

export async function makeAuditedFolder(): Promise<AuditedFolder> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-verify-'));
  const sandbox = await startSandbox({ donors: 120, gifts: 400, seed: 3 });
  const auditor = createAuditor({ dataFolder, version: 'test' });
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
  const request = { ...DEFAULT_REQUEST, pageSize: 50 };
  await auditor.audit(link, { workspace: 'Hope', request });
  await auditor.audit(link, { workspace: 'Hope', request: { ...request, records: ['donor'] } });
  await auditor.audit(link, { workspace: 'Faith', request: { ...request, records: ['donor'] } });
  const runs = auditor.runs('Hope').map((run) => run.id);
  auditor.close();
  await sandbox.close();
  return { dataFolder, runs, remove: () => rmSync(dataFolder, { recursive: true, force: true }) };
}

/** A copy for one test to damage. */
export function copyOf({ dataFolder }: AuditedFolder): string {
  const copy = join(tempFolder(), 'data');
  cpSync(dataFolder, copy, { recursive: true, preserveTimestamps: true });
  // Files come with their modes, folders don't.
  for (const entry of readdirSync(copy, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700);
  return copy;
}

/** Changes a file as only a fault can: without checks, and without a trace beside it. */
export function tamper(path: string, sql: string): void {
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.pragma('foreign_keys = OFF');
  db.unsafeMode(true);
  db.exec(sql);
  db.pragma('journal_mode = WAL');
  db.close();
}

export interface Verified {
  readonly steps: readonly VerifyStep[];
  readonly workspaces: readonly VerifiedWorkspace[];
  readonly problems: readonly VerifyProblem[];
}

export async function verify(
  dataFolder: string,
  options: { workspace?: string; signal?: AbortSignal } = {},
): Promise<Verified> {
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => auditor.close());
  const steps: VerifyStep[] = [];
  for await (const step of auditor.verify(options)) steps.push(step);
  return {
    steps,
    workspaces: steps.flatMap((step) => (step.kind === 'workspace' ? step.result : [])),
    problems: steps.flatMap((step) => (step.kind === 'data_folder' ? step.problems : [])),
  };
}

/** Every file and folder with its bytes, mode and time of change: what a mere look must leave. */
export function stateOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode, mtimeMs } = statSync(path);
      const digest = entry.isFile()
        ? createHash('sha256').update(readFileSync(path)).digest('hex')
        : 'folder';
      return `${path} ${mode.toString(8)} ${mtimeMs} ${digest}`;
    })
    .sort();
}
