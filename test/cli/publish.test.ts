import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import type { Postgres } from '../publish/postgres.ts';
import { rowsOfFiles, rowsOfStore } from '../publish/rows.ts';
import { reach, runCli, temporaryFolder, tokensOf, type CliResult } from './run-cli.ts';
import { usePostgres } from '../publish/use-postgres.ts';

let postgres: Postgres;
const isFound = usePostgres((started) => (postgres = started));

/** A person whose every datum can be told from all else, with a drift, so that evidence and values name it. */
const MARKED = {
  organization: { name: 'Organization Qzxcanary' },
  raise: {
    donors: [
      {
        id: 501,
        name: 'Ann Qzxcanary',
        email: 'qzxcanary@example.org',
        phone: '+16025550123',
        crmKey: '9001',
      },
      {
        id: 502,
        name: 'Bob Qzxcanary',
        email: 'qzxcanary2@example.org',
        crmKey: 'Qzxcanary-typed',
      },
    ],
    gifts: [
      {
        id: 7001,
        donorId: 501,
        amount: 50,
        date: '2026-03-01T12:00:00',
        campaignName: 'Qzxcanary appeal',
      },
    ],
  },
  crm: {
    contacts: [
      {
        id: 9001,
        name: 'Other Qzxcanary',
        contactIndividuals: [
          {
            firstName: 'Other',
            lastName: 'Qzxcanary',
            contactMethods: [{ type: 'Home Email', value: 'other-qzxcanary@example.org' }],
          },
        ],
      },
    ],
    gifts: [
      {
        id: 3001,
        contactId: 9001,
        amount: 60,
        giftDate: '2026-03-01',
        transactionSource: 'RaiseDonors',
        transactionId: 'rd2-7001',
      },
    ],
  },
};

async function sandboxOf(options: Parameters<typeof startSandbox>[0]): Promise<RunningSandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const links = ['--link-source', 'RaiseDonors', '--link-prefix', 'rd2-', '--progress', 'none'];

describe.runIf(isFound)('the command line and a shared store', () => {
  test('an audit publishes by itself: everything but who the donors are; no password is printed', async () => {
    const sandbox = await sandboxOf({ world: MARKED });
    const folder = temporaryFolder();
    const env = { ...tokensOf(sandbox), TIEOUT_PUBLISH_URL: postgres.url };
    const audit = await runCli(
      ['audit', '--workspace', 'Hope', ...reach(sandbox, folder), ...links],
      { env },
    );
    expect(audit.status, audit.stderr).toBe(1);
    const note = await runCli(['publish', '--json', '--data-dir', folder], { env });
    expect([note.status, note.stderr]).toEqual([0, '']);
    expect(JSON.parse(note.stdout)).toMatchObject({
      workspaces: [{ workspace: 'Hope', published: [], pending: [], failure: null }],
    });
    const rows = await rowsOfStore(postgres.ask);
    const ofFiles = rowsOfFiles(folder, ['Hope']);
    expect(ofFiles.findings.length).toBeGreaterThan(2);
    // A key that a person typed is no id: it is left out, and so is the finding's own, which is made of it.
    const typed = ofFiles.findings.filter((line) => line.includes('Qzxcanary'));
    expect(typed).toHaveLength(1);
    expect(rows.findings).toEqual(
      expect.arrayContaining(ofFiles.findings.filter((line) => !typed.includes(line))),
    );
    expect(rows.findings).toHaveLength(ofFiles.findings.length);
    expect({ ...rows, findings: [], open: [] }).toEqual({ ...ofFiles, findings: [], open: [] });
    // Its log has every statement with all values, its data every row.
    expect(filesWith(postgres.folder, 'tieout.finding')).not.toEqual([]);
    for (const canary of ['Qzxcanary', '6025550123', ...Object.values(tokensOf(sandbox))])
      expect({ canary, files: filesWith(postgres.folder, canary) }).toEqual({ canary, files: [] });
    for (const { stdout, stderr } of [audit, note])
      expect(stdout + stderr).not.toContain(postgres.password);
  });

  test('a store that can’t be reached, or refuses the password, fails no audit that goes without the lease; what is left is known and comes later', async () => {
    const sandbox = await sandboxOf({ donors: 8, gifts: 20, plant: 'none' });
    const folder = temporaryFolder();
    const wrong = postgres.url.replace(':publishing', ':wr0ng-secret');
    const env = { ...tokensOf(sandbox), TIEOUT_LEASE: 'off', TIEOUT_PUBLISH_URL: wrong };
    const audit = await runCli(
      ['audit', '--workspace', 'Later', ...reach(sandbox, folder), '--progress', 'none'],
      { env },
    );
    expect(audit.status, audit.stderr).toBe(0);
    expect(audit.stderr).toMatch(
      /^Later: 1 run could not be published: The shared store refused the user or the password/m,
    );
    expect(audit.stderr).not.toMatch(/wr0ng-secret|publishing/);
    const at = (url: string | null, ...words: string[]): Promise<CliResult> =>
      runCli(['publish', '--workspace', 'Later', '--data-dir', folder, ...words], {
        env: url === null ? {} : { TIEOUT_PUBLISH_URL: url },
      });
    expect((await at(null, '--pending')).stdout).toMatch(/^Later: 1 run is not published yet: /);
    const refused = await at(wrong);
    expect([refused.status, refused.stdout]).toEqual([2, expect.stringContaining('1 run is left')]);
    const done = await at(postgres.url);
    expect([done.status, done.stdout]).toEqual([
      0,
      'Later: 1 run with 0 findings published; 0 findings are open.\n',
    ]);
    const noAddress = await at('postgresql:/wr0ng-secret');
    expect([noAddress.status, noAddress.stderr]).toEqual([2, expect.not.stringContaining('wr0ng')]);
  });

  test('of two processes with a data folder each, one audits a customer; the other is refused with status 5 and asks nothing', async () => {
    const sandbox = await sandboxOf({
      donors: 8,
      gifts: 20,
      plant: 'none',
      faults: 'raise:donor:429(8)',
    });
    const env = { ...tokensOf(sandbox), TIEOUT_PUBLISH_URL: postgres.url };
    const words = (command: string, folder: string): string[] => [
      command,
      '--workspace',
      'Both',
      ...reach(sandbox, folder),
      ...links,
    ];
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    const first = runCli(words('audit', here), { env });
    while (!(await isHeld())) await new Promise((done) => setTimeout(done, 50));
    const refused = await runCli(words('daily', there), { env });
    expect(refused.status).toBe(5);
    expect(refused.stderr).toMatch(
      /^tieout: This customer’s quota is being used by the command line \(process \d+ on .*, workspace Both\)/,
    );
    expect(triesIn(there, 'Both')).toEqual([0, 0]);
    expect((await first).status).toBe(0);
    expect(await isHeld()).toBe(false);
    // What was refused is no try: it is done now, and published by itself.
    const done = await runCli(words('daily', there), { env });
    expect([done.status, done.stderr]).toEqual([0, '']);
    const rows = await rowsOfStore(postgres.ask);
    for (const folder of [here, there]) {
      const { runs } = rowsOfFiles(folder, ['Both']);
      expect(runs).toHaveLength(1);
      expect(rows.runs).toEqual(expect.arrayContaining(runs));
    }
  });
});

/** How many runs and tries of the backstop a workspace has. */
function triesIn(dataFolder: string, workspace: string): unknown[] {
  const { db } = openWorkspace(dataFolder, workspace);
  try {
    return ['run', 'backstop'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
  } finally {
    db.close();
  }
}

async function isHeld(): Promise<boolean> {
  const [there] = await postgres.ask("SELECT to_regclass('tieout.lease') IS NOT NULL AS there");
  return there?.['there'] === true && (await postgres.ask('SELECT 1 FROM tieout.lease')).length > 0;
}

/** The files of a folder that hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}
