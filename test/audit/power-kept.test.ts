import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
} from '../../src/core/auditor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';

const CHILD = join(import.meta.dirname, 'power-child.ts');

let sandbox: RunningSandbox;
let dataFolder: string;
let auditor: Auditor;
let runId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 200, gifts: 1200, seed: 4, plant: 'none' });
  dataFolder = mkdtempSync(join(tmpdir(), 'tieout-power-'));
  auditor = createAuditor({ dataFolder, version: 'test' });
  runId = await audit({});
});

afterAll(async () => {
  auditor.close();
  await sandbox.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function audit(request: Partial<AuditRequest>, withCrm = true): Promise<string> {
  const access = (url: string, token: string) => ({ url, token, requestsPerSecond: 1000 });
  const link = auditor.connect({
    raise: access(sandbox.raiseUrl, sandbox.raiseToken),
    crm: withCrm ? access(sandbox.crmUrl, sandbox.crmToken) : null,
  });
  const report = await auditor.audit(link, {
    workspace: 'test',
    request: { ...DEFAULT_REQUEST, ...request },
  });
  return report.run.id;
}

const runsFolder = (): string => join(dataFolder, 'workspaces', 'test', 'runs');
const copies = (): string[] => readdirSync(runsFolder()).filter((name) => name.includes('power'));

describe('a power test of a stored run', () => {
  it('is kept with the run, the newest only, and changes nothing else of it', async () => {
    const before = auditor.report('test', runId);
    expect(before.power).toBeNull();
    const told: [number, number][] = [];
    const first = await auditor.powerTest('test', {
      runId,
      seed: 5,
      onProgress: ({ done, total }) => {
        told.push([done, total]);
        if (total !== 4 || done === 4 || process.platform === 'win32') return;
        // While it goes on nobody else may read what is donors' data.
        for (const name of copies())
          expect(statSync(join(runsFolder(), name)).mode & 0o777).toBe(0o600);
      },
    });
    expect(told).toEqual([
      [0, 0],
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
    expect(first).toMatchObject({ seed: 5, extra: 0 });
    expect(auditor.report('test', runId).power).toEqual(first);
    const second = await auditor.powerTest('test', { runId });
    expect(second.seed).not.toBe(5);
    const { power, ...after } = auditor.report('test', runId);
    expect(power).toEqual(second);
    for (const member of ['run', 'summary', 'tieOut', 'analysis', 'changes'] as const)
      expect(after[member]).toEqual(before[member]);
    expect([...auditor.report('test', runId).findings()]).toEqual([...before.findings()]);
    expect(copies()).toEqual([]);
  });

  it('can be stopped anywhere, and holds the workspace meanwhile', async () => {
    const kept = auditor.report('test', runId).power;
    for (const part of [0, 1, 2, 3]) {
      const stop = new AbortController();
      const going = auditor.powerTest('test', {
        runId,
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done !== part) return;
          expect(auditor.holder('test')?.activity).toBe('testing');
          expect(() => auditor.rerun('test', runId)).toThrow(/put to a power test/);
          stop.abort();
        },
      });
      await expect(going).rejects.toMatchObject({ kind: 'cancelled' });
      expect(copies()).toEqual([]);
    }
    expect(auditor.holder('test')).toBeNull();
    expect(auditor.report('test', runId).power).toEqual(kept);
  });

  it('leaves nothing behind that the next start does not take away, when it is killed', async () => {
    for (const part of ['0 of 0', '2 of 4']) {
      const child = spawn(process.execPath, [CHILD, dataFolder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      await new Promise<void>((resolve) =>
        child.stdout.on('data', (text: Buffer) => {
          said += text.toString();
          if (said.includes(part)) resolve();
        }),
      );
      // The copy is there, and whoever starts now leaves it alone.
      for (let tries = 0; copies().length === 0 && tries < 200; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 5));
      const meanwhile = createAuditor({ dataFolder, version: 'test' });
      meanwhile.runs('test');
      meanwhile.close();
      expect(copies()).not.toEqual([]);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(copies()).not.toEqual([]);
      const next = createAuditor({ dataFolder, version: 'test' });
      next.runs('test');
      next.close();
      expect(copies()).toEqual([]);
      expect(existsSync(join(runsFolder(), `${runId}.sqlite`))).toBe(true);
    }
  });

  it('refuses runs that it could say nothing about', async () => {
    const refusal = (id: string): Promise<unknown> =>
      auditor.powerTest('test', { runId: id }).catch((error: unknown) => error);
    expect(await refusal('no-such-run')).toMatchObject({ kind: 'usage' });
    const narrow = await audit({ records: ['gift'], ids: ['1', '2'] });
    expect(await refusal(narrow)).toMatchObject({
      kind: 'usage',
      message: `Run ${narrow} can’t be put to a power test: it looked at a choice of records.`,
    });
    const alone = await audit({}, false);
    expect(await refusal(alone)).toMatchObject({
      message: `Run ${alone} can’t be put to a power test: it had no CRM+ to compare with.`,
    });
    sandbox.setFaults('crm:gift:403');
    const partial = await audit({});
    sandbox.setFaults('');
    expect(await refusal(partial)).toMatchObject({
      message: `Run ${partial} can’t be put to a power test: it could not read every list.`,
    });
    expect(copies()).toEqual([]);
  });
});
