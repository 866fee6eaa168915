import { openDatabase, type Db, type Migration } from './database.ts';

/** The workspace file: one customer's runs and findings. What a run read lies in its own capture file beside it. */
const MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    sql: `
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
`,
  },
];

/** @throws Failure storage */
export function openWorkspaceFile(path: string, readonly = false): Db {
  return openDatabase(path, { what: 'workspace', migrations: MIGRATIONS, readonly });
}
