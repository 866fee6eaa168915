import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { reach, runCli, temporaryFolder, tokensOf } from '../cli/run-cli.ts';

// Invariant 6 (reliability.md): whatever fails, no token gets into what is written or said, and no donor into what is said.
const RAISE = 'c4n4ry-raise-S3cret';
const CRM = 'c4n4ry-crm-S3cret';
const DONOR = 'Zebulon Canaryfeather';

test.each([
  ['nothing fails', ''],
  ['many calls fail', 'rate:0.2'],
  ['a page points elsewhere with a secret in its address', 'crm:gift/list:redirect@2x*'],
  ['a sign-in page answers', 'raise:gift/list:html@1x*'],
  ['the token is refused on the way', 'crm:gift/list:401@2x*'],
  ['rows are spoiled', 'raise:donor/list:noid@1, crm:contact/list:longtext@1'],
  ['bodies break off', 'raise:*/list:truncated@2x3'],
])('no secret leaves when %s', async (_name, faults) => {
  const sandbox = await startSandbox({
    donors: 60,
    gifts: 200,
    plant: 'none',
    faults,
    raiseToken: RAISE,
    crmToken: CRM,
  });
  onTestFinished(() => sandbox.close());
  const name = { name: DONOR, firstName: 'Zebulon', lastName: 'Canaryfeather' };
  sandbox.mutate.putRaise('donors', { id: 999_999, ...name, email: 'zebulon@canary.example' });
  const [data, out] = [temporaryFolder(), temporaryFolder()];
  const files = ['x.json', 'x.xlsx', 'x.csv'].flatMap((file) => ['--export', join(out, file)]);
  const args = ['audit', ...reach(sandbox, data), '--page-size', '25', '--workspace', 'w'];
  const result = await runCli([...args, ...files, '--progress', 'json'], {
    env: tokensOf(sandbox),
  });
  const verified = await runCli(['verify', '--data-dir', data], {});
  const said = [result.stdout, result.stderr, verified.stdout, verified.stderr].join('\n');
  for (const secret of [RAISE, CRM, 'S3cret', 'Canaryfeather', 'canary.example', 'x=secret'])
    expect(said).not.toContain(secret);
  for (const path of filesIn(data, out)) {
    const bytes = readFileSync(path, 'latin1');
    expect(bytes.includes('c4n4ry') || bytes.includes('S3cret'), path).toBe(false);
  }
  expect(result.status, result.stderr).toBeLessThan(70);
});

function filesIn(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
