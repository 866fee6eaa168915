import type { Migration } from './database.ts';

/**
 * What findings are filtered, sorted and counted by, apart from their JSON, which is five times as long. A kind is what
 * many findings have in common; a run has some hundreds of them, so that counting by them reads no finding at all.
 * Fills them from the findings of runs that an earlier Tieout wrote.
 */
export const GRID_MIGRATION: Migration = {
  version: 20,
  sql: `
CREATE TABLE finding_kind (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  record_type TEXT NOT NULL,
  state TEXT NOT NULL,
  cause TEXT NOT NULL,
  actionable INTEGER NOT NULL,
  severity TEXT NOT NULL,
  who_acts TEXT NOT NULL,
  currency TEXT,
  is_test INTEGER,
  count INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (run_seq, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_campaign (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  campaign INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (run_seq, campaign)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_grid (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  campaign INTEGER,
  amount_minor INTEGER,
  day INTEGER,
  first_seen_ms INTEGER NOT NULL,
  raise_id TEXT,
  crm_id TEXT,
  id TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (run_seq, position)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE old_kind AS
SELECT run.seq AS run_seq, row_number() OVER () - 1 AS kind, f.record_type, f.state, f.cause, f.actionable,
  f.finding ->> '$.severity' AS severity, f.finding ->> '$.whoActs' AS who_acts, f.currency,
  f.finding ->> '$.isTestMode' AS is_test, count(*) AS count, coalesce(sum(f.amount_minor), 0) AS amount_minor
FROM finding f JOIN run ON run.id = f.run
GROUP BY 1, 3, 4, 5, 6, 7, 8, 9, 10;
CREATE INDEX temp.old_kind_of ON old_kind
  (run_seq, state, cause, record_type, actionable, severity, who_acts, currency, is_test, kind);
INSERT INTO finding_kind SELECT * FROM old_kind ORDER BY run_seq, kind;

INSERT INTO finding_campaign
SELECT run.seq, row_number() OVER () - 1, f.finding ->> '$.campaignName' AS name
FROM finding f JOIN run ON run.id = f.run WHERE name IS NOT NULL
GROUP BY 1, 3;
CREATE TEMP TABLE old_campaign (run_seq, name, campaign, PRIMARY KEY (run_seq, name)) WITHOUT ROWID;
INSERT INTO old_campaign SELECT run_seq, name, campaign FROM finding_campaign;

INSERT INTO finding_grid
SELECT run.seq, f.position, k.kind, c.campaign, f.amount_minor, CAST(julianday(f.day) - 2440587.5 AS INTEGER),
  CAST(round(unixepoch(f.finding ->> '$.firstSeenUtc', 'subsec') * 1000) AS INTEGER), f.raise_id, f.crm_id, f.id,
  f.finding ->> '$.evidence'
FROM run CROSS JOIN finding f CROSS JOIN old_kind k
  LEFT JOIN old_campaign c ON c.run_seq = run.seq AND c.name = f.finding ->> '$.campaignName'
WHERE f.run = run.id AND k.run_seq = run.seq AND k.state = f.state AND k.cause = f.cause
  AND k.record_type = f.record_type AND k.actionable = f.actionable
  AND k.severity = f.finding ->> '$.severity' AND k.who_acts = f.finding ->> '$.whoActs'
  AND k.currency IS f.currency AND k.is_test IS f.finding ->> '$.isTestMode'
ORDER BY run.seq, f.position;

DROP TABLE old_campaign;
DROP TABLE old_kind;
`,
};
