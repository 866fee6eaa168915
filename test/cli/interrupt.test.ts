import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

interface Document {
  readonly run: { readonly id: string; readonly digest: string };
}

test.skipIf(process.platform === 'win32')(
  'Ctrl-C stops within 5 s and --resume gives the same findings',
  { timeout: 120_000 },
  async () => {
    const sandbox = await startSandbox({ donors: 300, gifts: 1200, plant: 'none', latencyMs: 20 });
    onTestFinished(() => sandbox.close());
    const env = tokensOf(sandbox);
    const small = ['--page-size', '50', '--progress', 'json', '--json'];
    const whole = await runCli(['audit', ...reach(sandbox, temporaryFolder()), ...small], { env });
    expect(whole.status, whole.stderr).toBe(0);

    const data = temporaryFolder();
    let interruptedAtMs = 0;
    const stopped = await runCli(['audit', ...reach(sandbox, data), ...small], {
      env,
      onStderr: (text, child) => {
        if (interruptedAtMs > 0 || !text.includes('"stream":"raise.gifts"')) return;
        interruptedAtMs = Date.now();
        child.kill('SIGINT');
        // npm delivers it twice.
        setTimeout(() => child.kill('SIGINT'), 50);
      },
    });
    expect(Date.now() - interruptedAtMs).toBeLessThan(5000);
    expect([stopped.status, stopped.stdout]).toEqual([130, '']);
    expect(stopped.stderr).toMatch(
      /Interrupted; what was read is kept\. Go on with: tieout audit .*--workspace adhoc-\w+ --resume/,
    );

    const callsBefore = sandbox.calls();
    const resumed = await runCli(['audit', ...reach(sandbox, data), ...small, '--resume'], { env });
    expect(resumed.status, resumed.stderr).toBe(0);
    expect((JSON.parse(resumed.stdout) as Document).run.digest).toBe(
      (JSON.parse(whole.stdout) as Document).run.digest,
    );
    const after = sandbox.calls();
    expect(after.raise - callsBefore.raise).toBeLessThan(callsBefore.raise);
    const [workspace = ''] = readdirSync(join(data, 'workspaces'));
    expect(readdirSync(join(data, 'workspaces', workspace, 'runs'))).toHaveLength(1);
  },
);

test('a kill between the run’s end and its exports: --resume writes them, without reading again', async () => {
  const sandbox = await startSandbox({ donors: 20, gifts: 30, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const env = tokensOf(sandbox);
  const data = temporaryFolder();
  const args = ['audit', ...reach(sandbox, data), '--workspace', 'one'];
  await runCli(args, { env });
  // What a killed process leaves behind.
  writeFileSync(join(data, 'workspaces', 'one', 'audit-under-way'), '');
  const before = sandbox.calls();
  const result = await runCli([...args, '--resume', '--export', join(data, 'x.csv')], { env });
  expect(result.status, result.stderr).toBe(0);
  expect(sandbox.calls()).toEqual(before);
  expect(readdirSync(data).sort()).toEqual(['workspaces', 'x.csv']);
  expect((await runCli([...args, '--resume'], { env })).status).toBe(2);
});

test.skipIf(process.platform === 'win32')(
  'Ctrl-Z pauses: no call leaves until "fg", and then it ends as if nothing had been',
  { timeout: 120_000 },
  async () => {
    const sandbox = await startSandbox({ donors: 200, gifts: 600, plant: 'none', latencyMs: 20 });
    onTestFinished(() => sandbox.close());
    const env = tokensOf(sandbox);
    const args = ['audit', ...reach(sandbox, temporaryFolder()), '--page-size', '50', '--json'];
    const calls: number[] = [];
    const count = (): number => sandbox.calls().raise + sandbox.calls().crm;
    const result = await runCli([...args, '--progress', 'json'], {
      env,
      onStderr: (text, child) => {
        if (calls.length > 0 || !text.includes('"stream":"raise.gifts"')) return;
        calls.push(0);
        child.kill('SIGTSTP');
        // It is suspended after its last calls, some two seconds later.
        setTimeout(() => calls.push(count()), 2500);
        setTimeout(() => calls.push(count()), 3500);
        setTimeout(() => child.kill('SIGCONT'), 3600);
      },
    });
    expect(result.status, result.stderr).toBe(0);
    expect(calls[2]).toBe(calls[1]);
    expect(count()).toBeGreaterThan(calls[2] ?? Infinity);
    expect(result.stderr).toMatch(/Paused: no call leaves[\s\S]*Going on\./);
  },
);
