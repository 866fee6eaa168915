import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { addRun } from '../../src/core/staging/runs.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

const HOLDER = join(import.meta.dirname, '../staging/writer-lock-child.ts');

test.skipIf(process.platform === 'win32')(
  'a workspace that another program audits: reading works, auditing is refused before a call is made',
  async () => {
    const sandbox = await startSandbox({ donors: 20, gifts: 30, plant: 'none' });
    onTestFinished(() => sandbox.close());
    const data = temporaryFolder();
    const env = tokensOf(sandbox);
    const args = ['audit', ...reach(sandbox, data), '--workspace', 'Hope'];
    expect((await runCli(args, { env })).status).toBe(0);
    addRuns(data, ['killed-1', 'going-2']);

    const folder = join(data, 'workspaces', 'Hope');
    const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');

    const stored = ['--data-dir', data, '--workspace', 'Hope'];
    const going = await runCli(['runs', ...stored]);
    expect(going.stdout).toMatch(
      new RegExp(`^going-2 .* running \\(by the window, process ${child.pid}\\)`, 'm'),
    );
    expect(going.stdout).toMatch(/^killed-1 .* interrupted: go on with --resume/m);
    const states = async (): Promise<string[]> => {
      const { stdout } = await runCli(['runs', ...stored, '--json']);
      return (JSON.parse(stdout) as { state: string }[]).map(({ state }) => state);
    };
    expect(await states()).toEqual(['running', 'interrupted', 'finished']);
    expect((await runCli(['findings', ...stored])).status).toBe(0);
    expect((await runCli(['export', ...stored, '--export', join(data, 'x.csv')])).status).toBe(0);

    const before = sandbox.calls();
    for (const more of [[], ['--resume']]) {
      const refused = await runCli([...args, ...more], { env });
      expect([refused.status, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr.trim()).toMatch(
        new RegExp(
          `^tieout: Workspace Hope is being audited by the window \\(process ${child.pid} on .*, since .* UTC\\): its results can be read, but nothing can be changed until it ends\\.$`,
        ),
      );
    }
    const rerun = await runCli(['rerun', ...stored]);
    expect([rerun.status, rerun.stderr]).toEqual([2, expect.stringContaining('by the window')]);
    expect(sandbox.calls()).toEqual(before);
    expect(existsSync(join(folder, 'audit-under-way'))).toBe(false);

    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await states()).toEqual(['interrupted', 'interrupted', 'finished']);
    expect((await runCli([...args, '--resume'], { env })).status).toBe(0);
  },
);

/** Runs whose rows say "running". */
function addRuns(dataFolder: string, ids: readonly string[]): void {
  const { db } = openWorkspace(dataFolder, 'Hope');
  const { request } = db.prepare('SELECT request FROM run').get() as { request: string };
  const startedUtc = '2026-11-01T00:00:00.000Z';
  for (const id of ids) addRun(db, { id, startedUtc, asOfUtc: startedUtc, request });
  db.close();
}
