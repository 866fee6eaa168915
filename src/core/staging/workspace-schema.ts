import type { Migration } from './database.ts';
import { GRID_MIGRATION } from './grid-migration.ts';

/** The workspace file: one customer's runs and findings. What a run read lies in its own capture file beside it. */
export const WORKSPACE_MIGRATIONS: readonly Migration[] = [
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
  GRID_MIGRATION,
  {
    // What a run was expected to cost, why it stands still, and what its products' paces are; what the products told of theirs, for
    // the next process.
    version: 30,
    sql: `
ALTER TABLE run ADD COLUMN plan TEXT;
ALTER TABLE run ADD COLUMN stop TEXT;
ALTER TABLE run ADD COLUMN paces TEXT;

CREATE TABLE pace_memory (
  product TEXT NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL,
  memory TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Findings over runs. An event says that a run was the first to find something, found it again, or looked for it in vain;
    // what stays as it was needs none. When something was first seen follows from its events. `lineage` names the runs whose
    // events are there, and after which run they were told; `run_record` what a run looked at that looked at single records.
    version: 40,
    sql: `
ALTER TABLE finding_kind ADD COLUMN change TEXT;

CREATE TABLE finding_event (
  finding TEXT NOT NULL,
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  change TEXT NOT NULL CHECK (change IN ('new', 'reappeared', 'resolved')),
  became TEXT,
  seen_seq INTEGER,
  seen_position INTEGER,
  PRIMARY KEY (finding, run_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_resolved ON finding_event (run_seq, seen_seq, seen_position) WHERE change = 'resolved';

CREATE TABLE lineage (
  run_seq INTEGER PRIMARY KEY REFERENCES run (seq) ON DELETE CASCADE,
  after_seq INTEGER
) STRICT;

CREATE TABLE run_record (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  record_type TEXT NOT NULL,
  product TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (run_seq, record_type, product, id)
) STRICT, WITHOUT ROWID;

DROP TABLE first_seen;
`,
  },
  {
    // What persons decided of findings. A finding's place in each run is kept in the order of ids, so that the few that somebody
    // touched are found from their side, whatever the run's size. The log of decisions is only ever added to.
    version: 50,
    sql: `
CREATE TABLE finding_place (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  finding TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (run_seq, finding, position)
) STRICT, WITHOUT ROWID;
INSERT INTO finding_place SELECT run_seq, id, position, kind FROM finding_grid ORDER BY run_seq, id, position;

CREATE TABLE triage (
  finding TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('open', 'expected', 'reported', 'resolved')),
  owner TEXT,
  note TEXT,
  accepted_until TEXT,
  accepted_reason TEXT,
  accepted_utc TEXT,
  reopened TEXT,
  changed_utc TEXT NOT NULL,
  resolved_utc TEXT,
  basis TEXT,
  basis_as_of TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX triage_accepted ON triage (finding) WHERE accepted_reason IS NOT NULL;

CREATE TABLE triage_step (
  seq INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  who TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('decided', 'undone', 'redone', 'reopened')),
  words TEXT NOT NULL,
  findings INTEGER NOT NULL,
  of_step INTEGER REFERENCES triage_step (seq),
  beneath INTEGER,
  undo_top INTEGER,
  redo_top INTEGER
) STRICT;

CREATE TABLE triage_change (
  step INTEGER NOT NULL REFERENCES triage_step (seq),
  finding TEXT NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  PRIMARY KEY (step, finding)
) STRICT, WITHOUT ROWID;
CREATE INDEX triage_change_of ON triage_change (finding, step);

CREATE TRIGGER triage_step_stays BEFORE UPDATE ON triage_step BEGIN SELECT RAISE(ABORT, 'The log of decisions never changes.'); END;
CREATE TRIGGER triage_step_kept BEFORE DELETE ON triage_step BEGIN SELECT RAISE(ABORT, 'The log of decisions never changes.'); END;
CREATE TRIGGER triage_change_stays BEFORE UPDATE ON triage_change BEGIN SELECT RAISE(ABORT, 'The log of decisions never changes.'); END;
CREATE TRIGGER triage_change_kept BEFORE DELETE ON triage_change BEGIN SELECT RAISE(ABORT, 'The log of decisions never changes.'); END;
`,
  },
  {
    // What a run's rows tell beyond its findings, and its figures for trends.
    version: 60,
    sql: `
CREATE TABLE run_analysis (
  run TEXT PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  analysis TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE metric (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  record_type TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (run, name, record_type)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // The newest power test of each run.
    version: 61,
    sql: `
CREATE TABLE power_test (
  run TEXT PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  test TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // The backstop's runs, by the days they were due for; and what was told of them. A cause that is open has a row, with the set that was
    // told; what is to be told lies in `alert` before anybody is told, with a row of `delivery` for each that is.
    version: 70,
    sql: `
CREATE TABLE backstop (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'hourly')),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  started_utc TEXT NOT NULL,
  run TEXT UNIQUE,
  as_of_utc TEXT,
  outcome TEXT CHECK (outcome IN ('verified', 'not_verified', 'incomplete', 'failed')),
  sentence TEXT
) STRICT;

CREATE TABLE alert_cause (key TEXT PRIMARY KEY, told TEXT NOT NULL, told_utc TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  made_utc TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;

CREATE TABLE delivery (
  alert INTEGER NOT NULL REFERENCES alert (seq) ON DELETE CASCADE,
  sink TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  batch TEXT,
  tries INTEGER NOT NULL,
  next_utc TEXT NOT NULL,
  delivered_utc TEXT,
  sentence TEXT,
  PRIMARY KEY (alert, sink)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_waiting ON delivery (sink, next_utc) WHERE state = 'waiting';
`,
  },
  {
    // How many findings that ask for action were open after a run; null for runs whose account an earlier Tieout wrote.
    version: 72,
    sql: 'ALTER TABLE lineage ADD COLUMN open_after INTEGER;',
  },
  {
    // When what a run read was removed, and when its findings were thinned out, as the workspace's setting says.
    version: 74,
    sql: `
ALTER TABLE run ADD COLUMN pages_removed_utc TEXT;
ALTER TABLE run ADD COLUMN thinned_utc TEXT;
`,
  },
  {
    // Who the customer is wherever its rows are laid beside others': two of one name are two. Which result of a run a shared store has:
    // a result that is written anew has another revision.
    version: 80,
    sql: `
ALTER TABLE workspace ADD COLUMN id TEXT;
UPDATE workspace SET id = lower(hex(randomblob(16)));
ALTER TABLE run ADD COLUMN revision TEXT NOT NULL DEFAULT 'first';

CREATE TABLE published (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  store TEXT NOT NULL,
  revision TEXT NOT NULL,
  at_utc TEXT NOT NULL,
  PRIMARY KEY (run, store)
) STRICT, WITHOUT ROWID;
`,
  },
];
