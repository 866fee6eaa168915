import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

interface Answer {
  readonly run: { readonly id: string };
}

test('a kill before the run’s first row: --resume starts it, and never gives an earlier run for it', async () => {
  const sandbox = await startSandbox({ donors: 20, gifts: 30, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const data = temporaryFolder();
  const args = [
    'audit',
    ...reach(sandbox, data),
    '--workspace',
    'one',
    '--json',
    '--progress=none',
  ];
  const run = async (...more: readonly string[]): Promise<string> => {
    const { status, stdout, stderr } = await runCli([...args, ...more], { env: tokensOf(sandbox) });
    expect(status, stderr).toBe(0);
    return (JSON.parse(stdout) as Answer).run.id;
  };
  const earlier = await run();
  const mark = join(data, 'workspaces', 'one', 'audit-under-way');
  // What a process that was killed too early leaves: its mark, which names the run before it.
  writeFileSync(mark, earlier);
  const second = await run('--resume');
  expect(second).not.toBe(earlier);
  // Killed after its run had ended: that run is the one to be exported.
  writeFileSync(mark, earlier);
  expect(await run('--resume')).toBe(second);
});

test('an audit that could not begin leaves a mark that names the run before it', async () => {
  const sandbox = await startSandbox({ donors: 20, gifts: 30, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const data = temporaryFolder();
  const args = [
    'audit',
    ...reach(sandbox, data),
    '--workspace',
    'one',
    '--json',
    '--progress=none',
  ];
  const env = tokensOf(sandbox);
  const first = JSON.parse((await runCli(args, { env })).stdout) as Answer;
  // No lock can be taken with this in its place.
  const lock = join(data, 'workspaces', 'one', 'writer.lock');
  writeFileSync(lock, 'x'.repeat(5000));
  expect((await runCli(args, { env })).status).toBe(2);
  expect((await runCli([...args, '--resume'], { env })).status).toBe(2);
  writeFileSync(lock, '');
  const resumed = await runCli([...args, '--resume'], { env });
  expect(resumed.status, resumed.stderr).toBe(0);
  expect((JSON.parse(resumed.stdout) as Answer).run.id).not.toBe(first.run.id);
});
