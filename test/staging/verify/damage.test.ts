import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { takeWriterLock } from '../../../src/core/staging/writer-lock.ts';
import {
  copyOf,
  makeAuditedFolder,
  stateOf,
  tamper,
  verify,
  type AuditedFolder,
} from './verified-folder.ts';

let audited: AuditedFolder;
beforeAll(async () => {
  audited = await makeAuditedFolder();
});
afterAll(() => audited.remove());

/** Where things are in a copy. `capture` is that of the older run, which read everything. */
interface Places {
  readonly data: string;
  readonly hope: string;
  readonly workspace: string;
  readonly capture: string;
  readonly run: string;
}

function places(): Places {
  const data = copyOf(audited);
  const hope = join(data, 'workspaces', 'Hope');
  const run = audited.runs[1] ?? '';
  return {
    data,
    hope,
    run,
    workspace: join(hope, 'workspace.sqlite'),
    capture: join(hope, 'runs', `${run}.sqlite`),
  };
}

function overwrite(path: string, from: number, bytes: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(file);
}

function setBody(path: string, table: 'page' | 'direct_read', body: Buffer): void {
  const db = new Database(path);
  const where =
    table === 'page'
      ? "seq = (SELECT min(seq) FROM page WHERE stream = 'crm.gifts')"
      : 'key = (SELECT min(key) FROM direct_read WHERE body IS NOT NULL) AND body IS NOT NULL';
  expect(
    db.prepare(`UPDATE ${table} SET body = ? WHERE ${where}`).run(body).changes,
  ).toBeGreaterThan(0);
  db.close();
}

type Case = readonly [
  name: string,
  harm: (at: Places) => void,
  file: 'workspace' | 'capture',
  words: string,
];

const DAMAGE: readonly Case[] = [
  // What a run was saved with.
  [
    'a finding gone',
    ({ workspace, run }) =>
      tamper(workspace, `DELETE FROM finding WHERE run = '${run}' AND position = 3`),
    'workspace',
    'findings are stored, but',
  ],
  [
    'a row of the grid gone',
    ({ workspace }) =>
      tamper(workspace, 'DELETE FROM finding_grid WHERE run_seq = 1 AND position = 3'),
    'workspace',
    'in the table they are shown from',
  ],
  [
    'a row of the grid that shows another finding',
    ({ workspace }) =>
      tamper(workspace, "UPDATE finding_grid SET id = 'x' WHERE run_seq = 1 AND position = 3"),
    'workspace',
    'are shown as they are stored',
  ],
  [
    'a kind counted wrongly',
    ({ workspace }) =>
      tamper(workspace, 'UPDATE finding_kind SET count = count + 1 WHERE run_seq = 1 AND kind = 0'),
    'workspace',
    'are counted by kind',
  ],
  [
    'a summary that counts wrongly',
    ({ workspace, run }) =>
      tamper(
        workspace,
        `UPDATE summary SET row = json_set(row, '$.count', 99999) WHERE run = '${run}' AND seq = 0`,
      ),
    'workspace',
    'are in its summary',
  ],
  [
    'an amount changed',
    ({ workspace, run }) =>
      tamper(
        workspace,
        `UPDATE finding SET finding = json_set(finding, '$.amountMinor', 123456789) WHERE run = '${run}' AND position = 3`,
      ),
    'workspace',
    'their digest is another one',
  ],
  [
    'another digest',
    ({ workspace, run }) =>
      tamper(
        workspace,
        `UPDATE run SET facts = json_set(facts, '$.digest', 'abc') WHERE id = '${run}'`,
      ),
    'workspace',
    'their digest is another one',
  ],
  [
    'facts that are no JSON',
    ({ workspace, run }) => tamper(workspace, `UPDATE run SET facts = '{' WHERE id = '${run}'`),
    'workspace',
    'what it says of itself can’t be read',
  ],
  [
    'facts of something else',
    ({ workspace, run }) => tamper(workspace, `UPDATE run SET facts = '[]' WHERE id = '${run}'`),
    'workspace',
    'what it says of itself can’t be read',
  ],
  [
    'no facts',
    ({ workspace, run }) => tamper(workspace, `UPDATE run SET facts = NULL WHERE id = '${run}'`),
    'workspace',
    'what it says of itself can’t be read',
  ],
  [
    'a finding that is no JSON',
    ({ workspace, run }) =>
      tamper(
        workspace,
        `UPDATE finding SET finding = 'Ann Archer' WHERE run = '${run}' AND position = 3`,
      ),
    'workspace',
    'can’t be read',
  ],
  [
    'a tie-out that doesn’t come out',
    ({ workspace, run }) =>
      tamper(
        workspace,
        `UPDATE tie_out SET row = json_set(row, '$.unexplained.amountMinor', 5) WHERE run = '${run}' AND seq = 0; UPDATE run SET facts = json_set(facts, '$.status', 'verified')`,
      ),
    'workspace',
    '1 line of its tie-out does not come to 0',
  ],
  [
    'a tie-out that miscounts',
    ({ workspace, run }) =>
      tamper(
        workspace,
        `UPDATE tie_out SET row = json_set(row, '$.unexplained.count', -1) WHERE run = '${run}' AND seq < 2; UPDATE run SET facts = json_set(facts, '$.status', 'verified')`,
      ),
    'workspace',
    '2 lines of its tie-out do not come to 0',
  ],
  [
    'findings of no run',
    ({ workspace }) => tamper(workspace, "INSERT INTO summary VALUES ('nobody', 0, '{}')"),
    'workspace',
    '1 of the rows of its table summary belong to nothing',
  ],
  // The file itself.
  [
    'a page that nothing refers to',
    ({ workspace }) =>
      tamper(
        workspace,
        "CREATE INDEX extra ON summary (row); PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'extra'",
      ),
    'workspace',
    ': never used (and ',
  ],
  [
    'a newer schema',
    ({ workspace }) => tamper(workspace, 'PRAGMA user_version = 99'),
    'workspace',
    'newer Tieout (schema 99',
  ],
  [
    'a schema of nobody',
    ({ workspace }) => tamper(workspace, 'PRAGMA user_version = 11'),
    'workspace',
    "not one of Tieout's",
  ],
  [
    'text',
    ({ workspace }) => writeFileSync(workspace, 'Dear all, '.repeat(5000)),
    'workspace',
    'damaged and can’t be read',
  ],
  ['nothing in it', ({ workspace }) => truncateSync(workspace, 0), 'workspace', 'It is empty.'],
  [
    'cut in half',
    ({ workspace }) => truncateSync(workspace, statSync(workspace).size / 2),
    'workspace',
    'damaged',
  ],
  [
    'bytes overwritten in its middle',
    ({ workspace }) => overwrite(workspace, 20_000, 30_000),
    'workspace',
    'damaged',
  ],
  ['gone', ({ workspace }) => rmSync(workspace), 'workspace', 'It is not there, but 2 of its runs'],
  [
    'left with a journal and nothing to read it by',
    ({ workspace }) => writeFileSync(`${workspace}-wal`, 'x'.repeat(5000)),
    'workspace',
    'run "tieout runs" once',
  ],
  // The checkpoint law.
  [
    'a marker ahead of the pages',
    ({ capture }) =>
      tamper(capture, "UPDATE stream SET pages = pages + 1 WHERE name = 'crm.gifts'"),
    'capture',
    'The marker of crm.gifts stands at page',
  ],
  [
    'a page gone',
    ({ capture }) =>
      tamper(
        capture,
        "DELETE FROM page WHERE seq = (SELECT max(seq) FROM page WHERE stream = 'crm.gifts')",
      ),
    'capture',
    'are of no page that is stored',
  ],
  [
    'a marker gone',
    ({ capture }) => tamper(capture, "DELETE FROM stream WHERE name = 'crm.gifts'"),
    'capture',
    'of a list that has no marker',
  ],
  [
    'a list of nobody',
    ({ capture }) =>
      tamper(
        capture,
        "INSERT INTO stream (name, state, pass, pages, changed) VALUES ('raise.pledges', 'open', 1, 0, 0)",
      ),
    'capture',
    'none that this Tieout knows',
  ],
  [
    'a page that counts more than it holds',
    ({ capture }) =>
      tamper(
        capture,
        "UPDATE page SET rows = rows + 1 WHERE seq = (SELECT min(seq) FROM page WHERE stream = 'crm.gifts')",
      ),
    'capture',
    '1 of the stored pages of crm.gifts',
  ],
  [
    'a page that overlaps more than it holds',
    ({ capture }) =>
      tamper(capture, "UPDATE page SET overlap = rows + 1 WHERE stream = 'raise.donors'"),
    'capture',
    'of the stored pages of raise.donors',
  ],
  [
    'a page that can’t be inflated',
    ({ capture }) => setBody(capture, 'page', Buffer.from('Ann Archer')),
    'capture',
    '1 of the stored pages of crm.gifts',
  ],
  [
    'a page that is no JSON',
    ({ capture }) => setBody(capture, 'page', deflateRawSync('Ann Archer')),
    'capture',
    '1 of the stored pages of crm.gifts',
  ],
  [
    'a page that is another answer',
    ({ capture }) => setBody(capture, 'page', deflateRawSync('{"id": 5}')),
    'capture',
    '1 of the stored pages of crm.gifts',
  ],
  [
    'a row of another list’s page',
    ({ capture }) =>
      tamper(
        capture,
        "UPDATE raise_gift SET page = (SELECT min(seq) FROM page WHERE stream = 'crm.gifts') WHERE rowid = 5",
      ),
    'capture',
    '1 rows of its table raise_gift are of no page',
  ],
  [
    'a row of no page',
    ({ capture }) => tamper(capture, 'UPDATE crm_contact SET page = 99999 WHERE rowid = 5'),
    'capture',
    'rows of its table crm_contact are of no page',
  ],
  [
    'a reference of no page',
    ({ capture }) => tamper(capture, 'UPDATE contact_reference SET page = 99999 WHERE rowid = 5'),
    'capture',
    '1 rows of its table contact_reference are of no page',
  ],
  [
    'an unreadable record of no page',
    ({ capture }) =>
      tamper(
        capture,
        "INSERT INTO unreadable (stream, page, why, body_digest) VALUES ('crm.gifts', 99999, 'x', 'y')",
      ),
    'capture',
    '1 rows of its table unreadable are of no page',
  ],
  [
    'a row gone',
    ({ capture }) => tamper(capture, 'DELETE FROM raise_gift WHERE rowid = 5'),
    'capture',
    '1 records that pages of raise.gifts hold are not among its rows',
  ],
  [
    'a row that is no record',
    ({ capture }) =>
      tamper(capture, "UPDATE raise_donor SET record = 'Ann Archer' WHERE rowid = 5"),
    'capture',
    '1 rows of its table raise_donor hold no record',
  ],
  [
    'an answer to a single read that can’t be read',
    ({ capture }) => setBody(capture, 'direct_read', Buffer.from('Ann Archer')),
    'capture',
    '1 stored answers to single reads',
  ],
  [
    'an answer to a single read that is no JSON',
    ({ capture }) => setBody(capture, 'direct_read', deflateRawSync('Ann Archer')),
    'capture',
    '1 stored answers to single reads',
  ],
  [
    'a capture of a newer schema',
    ({ capture }) => tamper(capture, 'PRAGMA user_version = 99'),
    'capture',
    'newer Tieout (schema 99',
  ],
  [
    'a capture overwritten in its middle',
    ({ capture }) => overwrite(capture, statSync(capture).size / 2, 30_000),
    'capture',
    'damaged',
  ],
  [
    'a capture cut in half',
    ({ capture }) => truncateSync(capture, statSync(capture).size / 2),
    'capture',
    'damaged',
  ],
];

test('what was audited is sound: nothing is said of it, and nothing is changed', async () => {
  const { data, hope } = places();
  const before = stateOf(data);
  const { steps, workspaces, problems } = await verify(data);
  expect(stateOf(data)).toEqual(before);
  expect(problems).toEqual([]);
  expect(workspaces.map(({ name, sound, runs, files }) => ({ name, sound, runs, files }))).toEqual([
    { name: 'Faith', sound: true, runs: 1, files: 3 },
    { name: 'Hope', sound: true, runs: 2, files: 4 },
  ]);
  expect(workspaces.flatMap((workspace) => workspace.problems)).toEqual([]);
  const sizes = [
    'workspace.sqlite',
    'writer.lock',
    ...audited.runs.map((id) => `runs/${id}.sqlite`),
  ].map((name) => statSync(join(hope, name)).size);
  expect(workspaces[1]?.bytes).toBe(sizes.reduce((sum, size) => sum + size));
  // Progress names each file and never runs backwards.
  const told = steps.flatMap((step) =>
    step.kind === 'progress' && step.workspace === 'Hope' ? step : [],
  );
  expect(new Set(told.map((step) => step.file)).size).toBe(3);
  expect(told.every((step, at) => step.doneBytes >= (told[at - 1]?.doneBytes ?? 0))).toBe(true);
  expect(told.every((step) => step.doneBytes <= step.totalBytes)).toBe(true);
});

describe('damage is named with its file, and the rest is looked at all the same', () => {
  test.each(DAMAGE)('%s', async (_name, harm, file, words) => {
    const at = places();
    harm(at);
    const before = stateOf(at.data);
    const { workspaces } = await verify(at.data);
    expect(stateOf(at.data)).toEqual(before);
    const [faith, hope] = workspaces;
    expect(faith).toMatchObject({ sound: true, problems: [] });
    expect(hope?.sound).toBe(false);
    const name = file === 'workspace' ? 'workspace.sqlite' : join('runs', `${at.run}.sqlite`);
    const damage = hope?.problems.filter(({ severity }) => severity === 'damage') ?? [];
    expect(damage.map((problem) => problem.file)).toEqual(damage.map(() => name));
    expect(damage.map(({ sentence }) => sentence).join('\n')).toContain(words);
    for (const { sentence } of damage) expect(sentence).not.toMatch(/Ann Archer|\n| {4}at /);
  });
});

type Warning = readonly [
  name: string,
  change: (at: Places) => void,
  file: (at: Places) => string,
  words: string,
];

const IN_RUNS = (file: string) => (): string => join('runs', file);

const WARNINGS: readonly Warning[] = [
  [
    'a finished run whose capture is gone',
    ({ capture }) => rmSync(capture),
    ({ run }) => join('runs', `${run}.sqlite`),
    'can be read and exported, but not be judged again',
  ],
  [
    'an interrupted run that read nothing',
    ({ workspace }) =>
      tamper(
        workspace,
        "INSERT INTO run (id, seq, state, started_utc, as_of_utc, request) VALUES ('r', 9, 'running', '', '', '{}')",
      ),
    IN_RUNS('r.sqlite'),
    'begins anew',
  ],
  [
    'a capture that was only just made',
    ({ workspace, hope }) => {
      tamper(
        workspace,
        "INSERT INTO run (id, seq, state, started_utc, as_of_utc, request) VALUES ('r', 9, 'running', '', '', '{}')",
      );
      writeFileSync(join(hope, 'runs', 'r.sqlite'), '', { mode: 0o600 });
    },
    IN_RUNS('r.sqlite'),
    'stopped before anything was read',
  ],
  [
    'a capture of no run',
    ({ capture, hope }) => {
      const copy = join(hope, 'runs', 'stranger.sqlite');
      tamper(capture, `VACUUM INTO '${copy}'`);
      chmodSync(copy, 0o600);
    },
    IN_RUNS('stranger.sqlite'),
    'belongs to no run',
  ],
  [
    'provisional findings of a killed run',
    ({ hope }) => writeFileSync(join(hope, 'runs', 'r.provisional.sqlite'), '', { mode: 0o600 }),
    IN_RUNS('r.provisional.sqlite'),
    'harmless',
  ],
  [
    'a copy for them',
    ({ hope }) =>
      writeFileSync(join(hope, 'runs', 'r.provisional.sqlite.rows'), '', { mode: 0o600 }),
    IN_RUNS('r.provisional.sqlite.rows'),
    'harmless',
  ],
  [
    'an export that was killed',
    ({ hope }) => writeFileSync(join(hope, '.tieout-export-ab-1-cd.part'), '', { mode: 0o600 }),
    () => '.tieout-export-ab-1-cd.part',
    'harmless',
  ],
  [
    'an older schema',
    ({ workspace }) =>
      tamper(
        workspace,
        'DROP TABLE finding_grid; DROP TABLE finding_kind; DROP TABLE finding_campaign; PRAGMA user_version = 10',
      ),
    () => 'workspace.sqlite',
    'older Tieout (schema 10',
  ],
  [
    'a file that others may read',
    ({ capture }) => chmodSync(capture, 0o640),
    ({ run }) => join('runs', `${run}.sqlite`),
    'mode 640): chmod 600',
  ],
  [
    'a folder that others may enter',
    ({ hope }) => chmodSync(join(hope, 'runs'), 0o711),
    () => 'runs',
    'mode 711): chmod 700',
  ],
  [
    'the workspace’s folder',
    ({ hope }) => chmodSync(hope, 0o755),
    () => '.',
    'mode 755): chmod 700',
  ],
];

describe.skipIf(process.platform === 'win32')(
  'what only wants attention leaves the workspace sound',
  () => {
    test.each(WARNINGS)('%s', async (_name, change, file, words) => {
      const at = places();
      change(at);
      const before = stateOf(at.data);
      const { workspaces } = await verify(at.data, { workspace: 'Hope' });
      expect(stateOf(at.data)).toEqual(before);
      expect(workspaces).toHaveLength(1);
      expect(workspaces[0]).toMatchObject({
        sound: true,
        problems: [
          {
            file: file(at),
            severity: 'warning',
            sentence: expect.stringContaining(words) as string,
          },
        ],
      });
    });

    test('a run that is not verified may have a tie-out that doesn’t come out', async () => {
      const at = places();
      tamper(
        at.workspace,
        "UPDATE tie_out SET row = json_set(row, '$.unexplained.amountMinor', 5) WHERE seq = 0; UPDATE run SET facts = json_set(facts, '$.status', 'not_verified')",
      );
      expect((await verify(at.data, { workspace: 'Hope' })).workspaces[0]?.problems).toEqual([]);
    });

    test('a record that a page holds may be among the unreadable, or be left to the next audit', async () => {
      const at = places();
      const [first, second] = ['5', '6'].map(
        (row) => `(SELECT id FROM raise_gift WHERE rowid = ${row})`,
      );
      tamper(
        at.capture,
        `INSERT INTO unreadable (stream, id, why, body_digest) VALUES ('raise.gifts', ${first}, 'x', 'y');
      INSERT INTO late_row VALUES ('raise.gifts', ${second}); DELETE FROM raise_gift WHERE rowid IN (5, 6)`,
      );
      expect((await verify(at.data, { workspace: 'Hope' })).workspaces[0]?.problems).toEqual([]);
    });

    test('files of an audit that goes on are no leftovers, and its run needs no file yet', async () => {
      const at = places();
      tamper(
        at.workspace,
        "INSERT INTO run (id, seq, state, started_utc, as_of_utc, request) VALUES ('r', 9, 'running', '', '', '{}')",
      );
      writeFileSync(join(at.hope, 'runs', 'r.provisional.sqlite'), '', { mode: 0o600 });
      const lock = takeWriterLock(at.hope, { program: 'the window', activity: 'auditing' });
      onTestFinished(() => lock.release());
      expect((await verify(at.data, { workspace: 'Hope' })).workspaces[0]?.problems).toEqual([]);
    });

    test('a folder in which an audit was stopped before it began', async () => {
      const at = places();
      mkdirSync(join(at.data, 'workspaces', 'New'), { mode: 0o700 });
      writeFileSync(join(at.data, 'workspaces', 'New', 'audit-under-way'), '', { mode: 0o600 });
      expect((await verify(at.data, { workspace: 'New' })).workspaces[0]).toMatchObject({
        sound: true,
        runs: 0,
        files: 1,
        problems: [{ file: 'workspace.sqlite', severity: 'warning' }],
      });
    });
  },
);

describe('the file of the tokens', () => {
  const KEYS = '{"version": 1, "keyId": "0123456789abcdef", "entries": []}';

  test.each([
    ['sound', KEYS, 0o600, []],
    ['that is no JSON', 'canary-of-a-token', 0o600, ['damage']],
    ['that is something else', '["canary-of-a-token"]', 0o600, ['damage']],
    ['that others may read', KEYS, 0o644, ['warning']],
  ] as const)('%s', async (_name, text, mode, severities) => {
    const { data } = places();
    writeFileSync(join(data, 'keys.json'), text);
    chmodSync(join(data, 'keys.json'), mode);
    const { problems, workspaces } = await verify(data);
    expect(problems.map(({ severity }) => severity)).toEqual(severities);
    expect(problems.every(({ file }) => file === 'keys.json')).toBe(true);
    expect(JSON.stringify(problems)).not.toMatch(/canary|0123456789abcdef/);
    expect(workspaces.every(({ sound }) => sound)).toBe(true);
  });

  test('what a killed write of it left is harmless', async () => {
    const { data } = places();
    writeFileSync(join(data, '.keys-ab.part'), '', { mode: 0o600 });
    expect((await verify(data)).problems).toMatchObject([
      { file: '.keys-ab.part', severity: 'warning' },
    ]);
  });
});
