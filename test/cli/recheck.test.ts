import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

test(
  'recheck tells what is fixed, still open and new, and runs lists it',
  { timeout: 120_000 },
  async () => {
    const sandbox = await startSandbox({ donors: 60, gifts: 300, seed: 5 });
    onTestFinished(() => sandbox.close());
    const data = join(temporaryFolder(), 'data');
    const tieout = (...words: string[]) =>
      runCli([...words, ...reach(sandbox, data), '--workspace', 'Hope', '--progress', 'none'], {
        env: tokensOf(sandbox),
      });
    const none = await tieout('recheck');
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('no workspace "Hope"')]);

    const gifts = sandbox.planted.filter(({ recordType }) => recordType === 'gift');
    const remove = ({ raiseId, crmId }: (typeof gifts)[number]): void => {
      if (raiseId !== null) sandbox.mutate.removeRaise('gifts', Number(raiseId));
      if (crmId !== null) sandbox.mutate.removeCrm('gifts', Number(crmId));
    };
    // What can't be read makes other gifts of its contact not known: that is another test's.
    for (const planted of gifts) if (planted.state === 'unreadable') remove(planted);
    await tieout('audit', '--records', 'gifts');
    const toFix = gifts.find(({ state }) => state === 'missing_in_raise');
    sandbox.mutate.removeCrm('gifts', Number(toFix?.crmId));
    const first = await tieout('recheck');
    const [, asked = '', open = ''] =
      /Of (\d+) findings looked at again: 1 fixed, (\d+) still open, 0 new/.exec(first.stdout) ??
      [];
    expect(first.status, first.stdout + first.stderr).toBe(1);
    expect(Number(open)).toBe(Number(asked) - 1);

    for (const planted of gifts) remove(planted);
    await tieout('recheck');
    const runs = await runCli(['runs', '--data-dir', data]);
    expect(runs.stdout).toMatch(/gifts, re-check of \d+ findings of \S+/);
    expect(runs.stdout).toMatch(/1 resolved/);
    const again = await runCli(['runs', '--data-dir', data, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject([
      { recheckOf: expect.any(String) as string },
      { changes: { resolved: 1, new: 0, persisting: Number(open) } },
      { recheckOf: null },
    ]);
  },
);
