import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditor } from '../../src/core/auditor.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

const ADA = { id: 1, firstName: 'Ada', lastName: 'Byron', crmKey: '7' };
const NOTE = 'Ada Byron wrote to us';

test('an accepted finding no longer fails an audit, until it changes', async () => {
  const sandbox = await startSandbox({
    world: {
      raise: { donors: [ADA], gifts: [], recurringGifts: [], campaigns: [] },
      crm: { contacts: [{ id: 7, name: 'Someone Else' }], gifts: [], recurringGifts: [] },
    },
  });
  onTestFinished(() => sandbox.close());
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const stored = ['--data-dir', data];
  const audit = () =>
    runCli(['audit', ...reach(sandbox, data), '--records', 'donors'], { env: tokensOf(sandbox) });
  const exported = async (name: string, ...options: string[]): Promise<string> => {
    const path = join(folder, name);
    await runCli(['export', path, ...stored, ...options]);
    return readFileSync(path, 'utf8');
  };
  const first = await audit();
  expect(first.status, first.stdout).toBe(1);
  const before = await exported('before.json');

  const auditor = createAuditor({ dataFolder: data, version: 'test' });
  const [workspace = ''] = auditor.workspaces();
  const { run } = auditor.report(workspace);
  const accept = { untilDay: null, reason: `${ADA.lastName} said so` };
  const patch = { accept, status: 'expected', owner: 'Ana Torres', note: NOTE } as const;
  expect(await auditor.triage.decide(workspace, run.id, { query: {} }, patch, 'Ana')).toBe(1);
  auditor.close();

  const rerun = await runCli(['rerun', ...stored]);
  expect([rerun.status, rerun.stderr]).toEqual([0, expect.stringContaining('the same as before')]);
  const again = await audit();
  expect(again.status, again.stdout).toBe(0);
  expect(again.stdout).toContain('nothing to act on, 1 accepted.');
  const toAct = await runCli(['findings', ...stored, '--actionable']);
  expect([toAct.status, toAct.stdout, toAct.stderr]).toEqual([0, '', 'No finding.\n']);
  const table = await runCli(['findings', ...stored]);
  expect(table.stdout).toMatch(/^Values differ .* accepted /m);
  // The verdict is what it was: only whether somebody has to act has changed.
  const after = await exported('after.json');
  expect(factsIn(after)).toEqual({ ...factsIn(before), actionable: [false] });

  const csv = await exported('a.csv');
  for (const text of ['no (accepted)', 'expected', 'Ana Torres', NOTE, 'for good: Byron said so'])
    expect(csv).toContain(`"${text}"`);
  const masked = await exported('masked.csv', '--masked');
  expect(masked).toContain('"no (accepted)"');
  expect(masked).toContain('"expected"');
  expect(masked.match(/Ana Torres|Byron/)).toBeNull();
  expect(masked).toContain('"for good: (masked)"');

  sandbox.mutate.putRaise('donors', { id: ADA.id, name: 'Augusta Byron', firstName: 'Augusta' });
  const changed = await audit();
  expect(changed.status, changed.stdout).toBe(1);
  expect(changed.stdout).toContain('1 finding to act on');
  const reopened = await exported('reopened.csv');
  expect(reopened).toContain(
    '"It changed after it was accepted: the name differs in another way."',
  );
  expect(reopened).toContain(`"${NOTE}"`);
});

function factsIn(json: string): { digest: string; states: string[]; actionable: boolean[] } {
  const { run, findings } = JSON.parse(json) as {
    run: { digest: string };
    findings: { state: string; actionable: boolean }[];
  };
  return {
    digest: run.digest,
    states: findings.map(({ state }) => state),
    actionable: findings.map(({ actionable }) => actionable),
  };
}
