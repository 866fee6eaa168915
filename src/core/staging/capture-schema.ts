import type { Migration } from './database.ts';

/**
 * The capture file: all that one run read, sealed when it is complete. Row tables are append-only in page order without
 * indexes, which makes loading three times as fast; indexes are built when all is read. `record` is the record as
 * JSON; the typed columns are those that set-based matching needs. `page` is null for rows that came from a direct read.
 */
export const CAPTURE_MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    sql: `
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stream (
  name TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'sealed', 'partial')),
  filter TEXT,
  cursor TEXT,
  pass INTEGER NOT NULL,
  advertised INTEGER,
  pages INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  changed INTEGER NOT NULL,
  failure TEXT,
  note TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE page (
  seq INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  pass INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  overlap INTEGER NOT NULL,
  total INTEGER,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE direct_read (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('found', 'unreadable', 'absent', 'unknown', 'absent_once')),
  failure TEXT,
  body BLOB,
  asked_at INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE link_form (
  id INTEGER PRIMARY KEY,
  record_type TEXT NOT NULL,
  source TEXT NOT NULL,
  prefix TEXT NOT NULL,
  UNIQUE (record_type, source, prefix)
) STRICT;

CREATE TABLE raise_donor (
  id INTEGER NOT NULL, page INTEGER, key_kind TEXT NOT NULL, key_id INTEGER, is_erased INTEGER NOT NULL,
  is_test INTEGER NOT NULL, day INTEGER, modified INTEGER, record TEXT NOT NULL
) STRICT;

CREATE TABLE raise_gift (
  id INTEGER NOT NULL, page INTEGER, donor INTEGER, key_kind TEXT NOT NULL, key_id INTEGER, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, day INTEGER NOT NULL, status TEXT NOT NULL, costs INTEGER NOT NULL, split TEXT,
  modified INTEGER, record TEXT NOT NULL
) STRICT;

CREATE TABLE raise_schedule (
  id INTEGER NOT NULL, page INTEGER, donor INTEGER, key_kind TEXT NOT NULL, key_id INTEGER, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, day INTEGER, modified INTEGER, record TEXT NOT NULL
) STRICT;

CREATE TABLE raise_campaign (id INTEGER NOT NULL, page INTEGER, name TEXT, can_sync INTEGER) STRICT;

CREATE TABLE crm_contact (
  id INTEGER NOT NULL, page INTEGER, merged_into INTEGER, day INTEGER, record TEXT NOT NULL
) STRICT;

CREATE TABLE contact_reference (contact INTEGER NOT NULL, page INTEGER, form INTEGER, ref INTEGER) STRICT;

CREATE TABLE crm_gift (
  id INTEGER NOT NULL, page INTEGER, form INTEGER, ref INTEGER, contact INTEGER, passthrough INTEGER,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, day INTEGER NOT NULL, is_reversal INTEGER NOT NULL, split TEXT,
  record TEXT NOT NULL
) STRICT;

CREATE TABLE crm_schedule (
  id INTEGER NOT NULL, page INTEGER, form INTEGER, ref INTEGER, contact INTEGER, day INTEGER, record TEXT NOT NULL
) STRICT;

CREATE TABLE unreadable (
  stream TEXT NOT NULL, page INTEGER, id INTEGER, form INTEGER, ref INTEGER, key_id INTEGER, day INTEGER,
  why TEXT NOT NULL, body_digest TEXT NOT NULL
) STRICT;

CREATE TABLE extra_pair (crm_gift INTEGER PRIMARY KEY, raise_gift INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE explained (
  record_type TEXT NOT NULL, month TEXT, currency TEXT, state TEXT NOT NULL, cause TEXT NOT NULL,
  count INTEGER NOT NULL, amount INTEGER NOT NULL
) STRICT;
`,
  },
  {
    // Records made after the audit began: read, and left to the next audit. And those that direct reads found.
    version: 20,
    sql: `
CREATE TABLE late_row (stream TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (stream, id)) STRICT, WITHOUT ROWID;
CREATE TABLE found_row (stream TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (stream, id)) STRICT, WITHOUT ROWID;
`,
  },
  {
    // What a tie-out is broken down by, and when records were created. `shares` is the label of a gift's one project, or the JSON of
    // [[label, amount], …] if it has several; label 0 is none. Null is not yet filled in (fill-labels.ts). `explained_row` has every
    // difference that a verdict explains, which `explained` of an earlier Tieout only had as sums.
    version: 30,
    sql: `
ALTER TABLE raise_donor ADD COLUMN created INTEGER;
ALTER TABLE raise_gift ADD COLUMN created INTEGER;
ALTER TABLE raise_gift ADD COLUMN campaign INTEGER;
ALTER TABLE raise_gift ADD COLUMN shares ANY;
ALTER TABLE raise_schedule ADD COLUMN created INTEGER;
ALTER TABLE raise_schedule ADD COLUMN campaign INTEGER;
ALTER TABLE crm_contact ADD COLUMN created INTEGER;
ALTER TABLE crm_gift ADD COLUMN created INTEGER;
ALTER TABLE crm_gift ADD COLUMN shares ANY;
ALTER TABLE crm_schedule ADD COLUMN created INTEGER;
UPDATE raise_donor SET created = record ->> '$.createdAt';
UPDATE crm_contact SET created = record ->> '$.createdAt';
UPDATE crm_schedule SET created = record ->> '$.createdAt';

CREATE TABLE label (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('campaign', 'project')),
  key TEXT NOT NULL,
  name TEXT,
  UNIQUE (kind, key)
) STRICT;

CREATE TABLE explained_row (
  record_type TEXT NOT NULL, raise_id INTEGER, crm_id INTEGER, day INTEGER, currency TEXT, campaign INTEGER NOT NULL,
  state TEXT NOT NULL, cause TEXT NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL, shares TEXT
) STRICT;
`,
  },
];

/** Row tables by stream, for what is the same in all of them. */
export const ROW_TABLES = {
  'raise.donors': 'raise_donor',
  'raise.gifts': 'raise_gift',
  'raise.recurring_gifts': 'raise_schedule',
  'raise.campaigns': 'raise_campaign',
  'crm.contacts': 'crm_contact',
  'crm.gifts': 'crm_gift',
  'crm.recurring_gifts': 'crm_schedule',
} as const;

/** The table of Raise's records of a type. */
export const RAISE_TABLE = {
  donor: ROW_TABLES['raise.donors'],
  gift: ROW_TABLES['raise.gifts'],
  recurring_gift: ROW_TABLES['raise.recurring_gifts'],
} as const;

/** Built after the load: each serves one question of matching, and covers it. */
export const CAPTURE_INDEXES: readonly string[] = [
  'CREATE UNIQUE INDEX IF NOT EXISTS raise_donor_id ON raise_donor (id)',
  'CREATE INDEX IF NOT EXISTS raise_donor_key ON raise_donor (key_id) WHERE key_id IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS raise_gift_id ON raise_gift (id, donor, key_kind, key_id, amount, currency, day, status, costs, split, campaign, shares, created)',
  'CREATE INDEX IF NOT EXISTS raise_gift_key ON raise_gift (key_id) WHERE key_id IS NOT NULL',
  'CREATE UNIQUE INDEX IF NOT EXISTS raise_schedule_id ON raise_schedule (id)',
  'CREATE INDEX IF NOT EXISTS raise_schedule_key ON raise_schedule (key_id) WHERE key_id IS NOT NULL',
  'CREATE UNIQUE INDEX IF NOT EXISTS raise_campaign_id ON raise_campaign (id)',
  'CREATE UNIQUE INDEX IF NOT EXISTS crm_contact_id ON crm_contact (id)',
  'CREATE INDEX IF NOT EXISTS contact_reference_ref ON contact_reference (ref, form, contact)',
  'CREATE INDEX IF NOT EXISTS contact_reference_contact ON contact_reference (contact, form, ref)',
  'CREATE UNIQUE INDEX IF NOT EXISTS crm_gift_id ON crm_gift (id)',
  'CREATE INDEX IF NOT EXISTS crm_gift_ref ON crm_gift (ref, form, amount, currency, day, contact, passthrough, is_reversal, split, id, shares, created) WHERE ref IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS crm_gift_contact ON crm_gift (contact, amount, currency, day)',
  'CREATE UNIQUE INDEX IF NOT EXISTS crm_schedule_id ON crm_schedule (id)',
  'CREATE INDEX IF NOT EXISTS crm_schedule_ref ON crm_schedule (ref, form) WHERE ref IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS extra_pair_raise ON extra_pair (raise_gift)',
  'CREATE INDEX IF NOT EXISTS unreadable_ref ON unreadable (stream, ref)',
  'CREATE INDEX IF NOT EXISTS unreadable_id ON unreadable (stream, id)',
];
