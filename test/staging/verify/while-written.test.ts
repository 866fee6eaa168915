import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createAuditor, DEFAULT_REQUEST } from '../../../src/core/auditor.ts';
import { isFailure } from '../../../src/core/model/failure.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import {
  copyOf,
  makeAuditedFolder,
  stateOf,
  verify,
  type AuditedFolder,
} from './verified-folder.ts';

let audited: AuditedFolder;
beforeAll(async () => {
  audited = await makeAuditedFolder();
});
afterAll(() => audited.remove());

/** Without what SQLite shares between processes in memory: readers put their marks there. */
const withoutShm = (state: readonly string[]): readonly string[] =>
  state.filter((line) => !line.includes('-shm '));

/** Runs some SQL in a process that is killed before it closes the file, so that its journal stays. */
async function leaveJournal(path: string, sql: string): Promise<void> {
  const code = `import Database from 'better-sqlite3';
    const db = new Database(process.argv[1]);
    db.exec(process.argv[2]);
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, path, sql], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  });
  await once(child, 'exit');
  expect(existsSync(`${path}-wal`)).toBe(true);
}

describe.skipIf(process.platform === 'win32')('what a killed program left in the journal', () => {
  const DAMAGE = 'DELETE FROM finding WHERE position = 0';

  test('counts as part of the file, and stays where it is', async () => {
    for (const [sql, sound] of [
      ["UPDATE workspace SET settings = settings || ' '", true],
      [DAMAGE, false],
    ] as const) {
      const data = copyOf(audited);
      await leaveJournal(join(data, 'workspaces', 'Hope', 'workspace.sqlite'), sql);
      const before = withoutShm(stateOf(data));
      expect((await verify(data)).workspaces[1]?.sound).toBe(sound);
      expect(withoutShm(stateOf(data))).toEqual(before);
    }
  });

  test('can’t be read without its index, and then no file is made for it', async () => {
    const data = copyOf(audited);
    const path = join(data, 'workspaces', 'Hope', 'workspace.sqlite');
    await leaveJournal(path, DAMAGE);
    rmSync(`${path}-shm`);
    const before = stateOf(data);
    expect((await verify(data)).workspaces[1]?.problems).toMatchObject([
      {
        file: 'workspace.sqlite',
        severity: 'damage',
        sentence: expect.stringContaining('tieout runs') as string,
      },
    ]);
    expect(stateOf(data)).toEqual(before);
  });
});

/** All that a workspace file holds of its newest run: two states of the file in which each is sound, and no mixture is. */
const WITHOUT_NEWEST = `PRAGMA foreign_keys = ON; DELETE FROM run WHERE seq = (SELECT max(seq) FROM run)`;

describe('a file that is written to while it is looked at', () => {
  async function look(
    data: string,
    isMoment: (steps: number) => boolean,
    write: () => void,
  ): Promise<{ runs: number; damages: readonly string[] }> {
    const auditor = createAuditor({ dataFolder: data, version: 'test' });
    onTestFinished(() => auditor.close());
    let [steps, writes] = [0, 0];
    for await (const step of auditor.verify({ workspace: 'Hope' })) {
      if (step.kind === 'progress' && step.file === 'workspace.sqlite') {
        steps += 1;
        if (isMoment(steps) && writes === 0) {
          writes += 1;
          write();
        }
      }
      if (step.kind !== 'workspace') continue;
      expect(writes).toBe(1);
      const damages = step.result.problems.filter(({ severity }) => severity === 'damage');
      return { runs: step.result.runs, damages: damages.map(({ sentence }) => sentence) };
    }
    throw new Error('There was no result.');
  }

  test('is looked at again, if its journal has come and gone', async () => {
    const data = copyOf(audited);
    const write = (): void => {
      const db = new Database(join(data, 'workspaces', 'Hope', 'workspace.sqlite'));
      db.exec(`${WITHOUT_NEWEST}; VACUUM`);
      db.close();
    };
    expect(await look(data, (steps) => steps === 1, write)).toEqual({ runs: 1, damages: [] });
  });

  test('is looked at as it was at one moment, if it has its journal', async () => {
    const data = copyOf(audited);
    const db = new Database(join(data, 'workspaces', 'Hope', 'workspace.sqlite'));
    onTestFinished(() => void db.close());
    db.exec("UPDATE workspace SET settings = settings || ' '");
    const write = (): void => void db.exec(WITHOUT_NEWEST);
    // The first step comes before the runs are listed, the second after.
    expect(await look(data, (steps) => steps === 2, write)).toEqual({ runs: 2, damages: [] });
  });
});

test('while another process audits, every look finds the workspace sound', async () => {
  const data = copyOf(audited);
  const sandbox = await startSandbox({ donors: 300, gifts: 1500, plant: 'none', latencyMs: 3 });
  onTestFinished(() => sandbox.close());
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'audit-in-folder-child.ts'), data, JSON.stringify(sandbox)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  let looks = 0;
  while (child.exitCode === null) {
    const { workspaces } = await verify(data, { workspace: 'Hope' });
    expect(workspaces[0]).toMatchObject({ sound: true, problems: [] });
    looks += 1;
  }
  expect(looks).toBeGreaterThan(2);
  const { workspaces } = await verify(data, { workspace: 'Hope' });
  expect(workspaces[0]).toMatchObject({ sound: true, runs: 3, problems: [] });
});

test('stopped in the middle, it says so and lets go of the file', async () => {
  const data = copyOf(audited);
  const auditor = createAuditor({ dataFolder: data, version: 'test' });
  onTestFinished(() => auditor.close());
  const stop = new AbortController();
  const work = async (): Promise<void> => {
    for await (const step of auditor.verify({ signal: stop.signal }))
      if (step.kind === 'progress') stop.abort();
  };
  await expect(work()).rejects.toSatisfy((error) => isFailure(error, 'cancelled'));
  expect(openFiles(data)).toEqual([]);
  // Whoever stops listening stops it too.
  for await (const step of auditor.verify()) if (step.kind === 'progress') break;
  expect(openFiles(data)).toEqual([]);
});

test('a workspace that isn’t there is the asker’s mistake', async () => {
  const ask = verify(audited.dataFolder, { workspace: 'Charity' });
  await expect(ask).rejects.toSatisfy((error) => isFailure(error, 'usage'));
});

test('the same folder as a window has it open: its own audit is not hindered by a look', async () => {
  const data = copyOf(audited);
  const sandbox = await startSandbox({ donors: 60, gifts: 100, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const auditor = createAuditor({ dataFolder: data, version: 'test' });
  onTestFinished(() => auditor.close());
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
  });
  // The look begins on files that nobody has open; then an audit and another look go on beside it.
  const steps = auditor.verify({ workspace: 'Hope' });
  await steps.next();
  const audit = auditor.audit(link, { workspace: 'Hope', request: DEFAULT_REQUEST });
  for await (const step of steps)
    if (step.kind === 'workspace') expect(step.result.sound).toBe(true);
  await audit;
  expect((await verify(data)).workspaces.every(({ sound }) => sound)).toBe(true);
});

/** What of a folder this process has open; Linux alone tells. */
function openFiles(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? path : [];
    } catch {
      return [];
    }
  });
}
