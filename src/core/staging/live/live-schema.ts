import type { Migration } from '../database.ts';

/**
 * What webhooks brought, in a file of its own beside the workspace's: a delivery is on disk before it is answered, whoever is
 * changing the workspace meanwhile. `delivery` is the inbox; all other tables but the settings follow from it, and stay when its
 * bodies are removed.
 */
export const LIVE_MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    sql: `
CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,
  product TEXT NOT NULL CHECK (product IN ('raise', 'crm')),
  received_ms INTEGER NOT NULL,
  verified TEXT NOT NULL CHECK (verified IN ('hmac', 'token', 'none', 'imported')),
  hint TEXT,
  digest TEXT NOT NULL,
  body BLOB,
  same_as INTEGER REFERENCES delivery (seq),
  CHECK ((body IS NULL) = (same_as IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX delivery_body ON delivery (product, digest) WHERE same_as IS NULL;

-- Up to which delivery everything is in the tables below; never ahead of them.
CREATE TABLE applied (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO applied VALUES (1, 0);

CREATE TABLE unread (delivery INTEGER NOT NULL REFERENCES delivery (seq), position INTEGER NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (delivery, position)) STRICT, WITHOUT ROWID;
CREATE TABLE other_kind (product TEXT NOT NULL, name TEXT NOT NULL, events INTEGER NOT NULL,
  PRIMARY KEY (product, name)) STRICT, WITHOUT ROWID;

-- A record of one product: a fold over its events that no order changes.
CREATE TABLE live_side (
  product TEXT NOT NULL,
  record_type TEXT NOT NULL,
  id TEXT NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  events INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  deleted_ms INTEGER,
  rank INTEGER NOT NULL,
  order_ms INTEGER NOT NULL,
  order_digest TEXT NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (product, record_type, id)
) STRICT, WITHOUT ROWID;

-- Who says that two of them are one: the back-reference of the CRM+ record, or the key of the Raise record.
CREATE TABLE live_link (
  record_type TEXT NOT NULL,
  crm_id TEXT NOT NULL,
  raise_id TEXT NOT NULL,
  told_by TEXT NOT NULL CHECK (told_by IN ('raise', 'crm')),
  PRIMARY KEY (record_type, crm_id, raise_id, told_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX live_link_raise ON live_link (record_type, raise_id, told_by);

CREATE TABLE live_record (
  key INTEGER PRIMARY KEY,
  record_type TEXT NOT NULL,
  raise_id TEXT,
  lone_crm_id TEXT,
  arrival TEXT NOT NULL,
  since_ms INTEGER,
  last_ms INTEGER NOT NULL,
  is_test INTEGER NOT NULL,
  expected TEXT,
  row TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (record_type, raise_id),
  UNIQUE (record_type, lone_crm_id),
  CHECK ((raise_id IS NULL) <> (lone_crm_id IS NULL))
) STRICT;
CREATE INDEX live_record_last ON live_record (last_ms, key);
CREATE INDEX live_record_arrival ON live_record (record_type, arrival, since_ms, key);

CREATE TABLE link_form (record_type TEXT NOT NULL, source TEXT NOT NULL, prefix TEXT NOT NULL,
  PRIMARY KEY (record_type, source, prefix)) STRICT, WITHOUT ROWID;

-- What direct reads said of a row, and which version of it they were asked for.
CREATE TABLE verdict (
  record INTEGER PRIMARY KEY REFERENCES live_record (key) ON DELETE CASCADE,
  version TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('agrees', 'finding', 'undecided')),
  finding TEXT,
  sentence TEXT,
  found_ms INTEGER,
  checked_ms INTEGER NOT NULL,
  again_ms INTEGER
) STRICT;
CREATE TABLE spend (at_ms INTEGER NOT NULL, raise_calls INTEGER NOT NULL, crm_calls INTEGER NOT NULL) STRICT;

-- What a person chose; paths that nobody can guess. Secrets are never here.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE refusal (product TEXT NOT NULL, why TEXT NOT NULL, count INTEGER NOT NULL, last_ms INTEGER NOT NULL,
  PRIMARY KEY (product, why)) STRICT, WITHOUT ROWID;
CREATE TABLE event_number (number INTEGER PRIMARY KEY, label TEXT NOT NULL, source TEXT NOT NULL, learned_ms INTEGER NOT NULL) STRICT;
CREATE TABLE subscription (
  product TEXT NOT NULL,
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  deleted_ms INTEGER,
  PRIMARY KEY (product, id)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Bodies by their age, which are removed in time; deliveries counted as they come, since counting them would read every body;
    // and what reading directly has found, when, for trends.
    version: 20,
    sql: `
-- The length is in it so that counting what is kept reads no body.
CREATE INDEX delivery_body_age ON delivery (received_ms, length(body)) WHERE length(body) > 0;

CREATE TABLE delivery_count (
  product TEXT NOT NULL,
  quarter_ms INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  unverified INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (product, quarter_ms)
) STRICT, WITHOUT ROWID;
INSERT INTO delivery_count
SELECT product, received_ms - received_ms % 900000 AS quarter, count(*), count(same_as), sum(verified IN ('none', 'imported')),
  min(received_ms), max(received_ms)
FROM delivery GROUP BY product, quarter;

CREATE TABLE confirmed_late (found_ms INTEGER NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (found_ms, finding)) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO confirmed_late SELECT found_ms, finding ->> '$.id' FROM verdict WHERE outcome = 'finding';
`,
  },
];
