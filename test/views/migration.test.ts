import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { findingsOf, saveResult } from '../../src/core/staging/runs.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import { WORKSPACE_MIGRATIONS } from '../../src/core/staging/workspace-schema.ts';
import { facetCounts } from '../../src/core/views/count-kinds.ts';
import { everyCause, makeFinding, makeRun } from '../support/report-factory.ts';
import { AS_OF, storedRun, tempFile } from './stored-run.ts';

/** The schema as version 10 left it. */
const SCHEMA_10 = `
CREATE TABLE workspace (name TEXT NOT NULL, created_utc TEXT NOT NULL, settings TEXT NOT NULL) STRICT;

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'finished')),
  started_utc TEXT NOT NULL,
  finished_utc TEXT,
  as_of_utc TEXT NOT NULL,
  request TEXT NOT NULL,
  facts TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE summary (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE tie_out (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  record_type TEXT NOT NULL,
  state TEXT NOT NULL,
  cause TEXT NOT NULL,
  actionable INTEGER NOT NULL,
  raise_id TEXT,
  crm_id TEXT,
  amount_minor INTEGER,
  currency TEXT,
  day TEXT,
  finding TEXT NOT NULL,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE first_seen (finding TEXT PRIMARY KEY, at_utc TEXT NOT NULL) STRICT, WITHOUT ROWID;
PRAGMA user_version = 10;
`;

const FINDINGS: readonly Finding[] = [
  ...everyCause(),
  makeFinding({ amountMinor: null, currency: null, date: null, campaignName: null }, 300),
  makeFinding({ isTestMode: null, campaignName: 'Été', severity: 'high', date: '1969-12-31' }, 301),
  makeFinding({ isTestMode: true, raiseId: null, evidence: '', currency: 'KWD' }, 302),
].map((finding) => ({ ...finding, firstSeenUtc: AS_OF }));

/** A file as the version before would have written it: three runs, two of them without the last findings. */
function oldFile(): string {
  const path = tempFile();
  const db = new Database(path);
  db.exec(SCHEMA_10);
  for (const [at, id] of ['before', 'run', 'later'].entries()) {
    db.prepare("INSERT INTO run VALUES (?, ?, 'finished', ?, ?, ?, '{}', ?)").run([
      id,
      at + 1,
      AS_OF,
      AS_OF,
      AS_OF,
      JSON.stringify(makeRun({ id })),
    ]);
    const insert = db.prepare(`INSERT INTO finding VALUES (${'?,'.repeat(12)} ?)`);
    for (const [position, f] of (id === 'run' ? FINDINGS : FINDINGS.slice(0, 3)).entries())
      insert.run([
        id,
        position,
        f.id,
        f.recordType,
        f.state,
        f.cause,
        f.actionable ? 1 : 0,
        f.raiseId,
        f.crmId,
        f.amountMinor,
        f.currency,
        f.date,
        JSON.stringify(f),
      ]);
  }
  db.close();
  return path;
}

describe('a workspace file of schema 10', () => {
  const reopened = () => {
    const db = openWorkspaceFile(oldFile());
    onTestFinished(() => {
      db.close();
    });
    return db;
  };

  it('keeps its findings, and can be asked as if they were saved today', async () => {
    const db = reopened();
    const today = storedRun(FINDINGS).db;
    expect(db.pragma('user_version', { simple: true })).toBe(WORKSPACE_MIGRATIONS.at(-1)?.version);
    expect([...findingsOf(db, 'run')]).toEqual(FINDINGS);
    // Kinds and campaigns are numbered in another order: what they stand for must be the same.
    const grid = `SELECT g.run_seq, position, amount_minor, day, first_seen_ms, raise_id, crm_id, id, evidence, c.name
      FROM finding_grid g LEFT JOIN finding_campaign c USING (run_seq, campaign) ORDER BY 1, 2`;
    const kinds = `SELECT g.run_seq, position, k.record_type, state, cause, actionable, severity, who_acts, currency,
      is_test, count, k.amount_minor FROM finding_grid g JOIN finding_kind k USING (run_seq, kind) ORDER BY 1, 2`;
    for (const sql of [grid, kinds]) {
      expect(db.prepare(sql).all()).toEqual(today.prepare(sql).all());
      expect(db.prepare(sql).all()).toHaveLength(FINDINGS.length + 6);
    }
    expect(await facetCounts({ db, run: 'run' }, {})).toEqual(
      await facetCounts({ db: today, run: 'run' }, {}),
    );
    expect(db.prepare('SELECT name FROM sqlite_temp_schema').all()).toEqual([]);
  });

  it('has its narrow rows replaced with the result, and taken along with the run', () => {
    const db = reopened();
    const count = (table: string): unknown =>
      db.prepare(`SELECT count(*) FROM ${table} WHERE run_seq = 2`).pluck().get();
    const tables = ['finding_grid', 'finding_kind', 'finding_campaign', 'finding_place'];
    saveResult(db, makeRun({ id: 'run' }), [], [], FINDINGS.slice(0, 1));
    expect(tables.map(count)).toEqual([1, 1, 1, 1]);
    db.prepare("DELETE FROM run WHERE id = 'run'").run();
    expect(tables.map(count)).toEqual([0, 0, 0, 0]);
  });
});
