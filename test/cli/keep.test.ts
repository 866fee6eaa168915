import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditor } from '../../src/core/auditor.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { writePastCustomer } from '../support/many-customers.ts';
import { runCli } from './run-cli.ts';

test('what would go is shown, goes when it is said twice, and is no fault', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-keep-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  writePastCustomer(dataFolder, { name: 'Hope', open: [3, 3, 3, 2] });
  const auditor = createAuditor({ dataFolder, version: 'test' });
  const runs = auditor.runs('Hope');
  auditor.close();
  const pages = (runId = ''): string =>
    join(dataFolder, 'workspaces', 'Hope', 'runs', `${runId}.sqlite`);
  for (const { id } of runs) CaptureFile.open(pages(id)).close();
  const left = (): boolean[] => runs.map(({ id }) => existsSync(pages(id)));
  const tieout = (...words: string[]) => runCli([...words, '--data-dir', dataFolder]);

  const set = await tieout('keep', 'set', '--pages-days', '3', '--whole-runs', '2');
  expect([set.status, set.stderr]).toEqual([0, '']);
  expect(set.stdout).toContain('is kept for 3 days; the newest 2 runs keep all their findings');
  expect(set.stdout).toMatch(
    /Now \d+ kB would go: what 2 runs read, and 6 findings of 2 runs that were seen again later\./,
  );
  const shown = await tieout('keep', 'apply');
  expect([shown.status, shown.stderr, left()]).toEqual([
    0,
    expect.stringContaining('--yes'),
    [true, true, true, true],
  ]);
  const gone = await tieout('keep', 'apply', '--yes');
  expect(gone.stdout).toMatch(/^Hope: \d+ kB of old runs went: what 2 runs read/);
  expect(left()).toEqual([true, true, false, false]);
  const verified = await tieout('verify');
  expect([verified.status, verified.stdout]).toEqual([
    0,
    expect.stringContaining('which is no fault: what 2 runs read, and findings of 2 runs'),
  ]);
  const old = await tieout('findings', '--run', runs.at(-1)?.id ?? '');
  expect([old.status, old.stderr]).toEqual([2, expect.stringContaining('thinned out')]);
  const wrong = await tieout('keep', 'set', '--whole-runs', '0');
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('from 1 to')]);
}, 90_000);
