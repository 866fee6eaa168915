import type { Row } from './published-rows.ts';
import type { Store } from './store.ts';

/** The tables that a customer's rows are written to, with the columns beside the customer's id. */
const COLUMNS = {
  run: `run_id text, revision text, started timestamptz, finished timestamptz, as_of timestamptz, from_day date, to_day date,
    time_zone text, lag_hours integer, records text[], is_part boolean, status text, digest text, calls_raise bigint,
    calls_crm bigint, has_findings boolean, findings bigint, tieout_version text`,
  finding: findingColumns(),
  open_finding: `${findingColumns()}, decision text, is_accepted boolean`,
  metric: 'run_id text, name text, record_type text, value double precision',
  tie_out: `run_id text, position integer, record_type text, month date, currency text, raise_count bigint, raise_minor bigint,
    crm_count bigint, crm_minor bigint, unreadable_count bigint, unreadable_minor bigint, unknown_count bigint,
    unknown_minor bigint, unexplained_count bigint, unexplained_minor bigint`,
  tie_out_explained:
    'run_id text, position integer, part integer, state text, cause text, count bigint, amount_minor bigint',
  coverage: `run_id text, position integer, product text, stream text, advertised bigint, read bigint, unreadable bigint,
    complete boolean, changed boolean, pages bigint, started timestamptz, finished timestamptz`,
} as const;

function findingColumns(): string {
  return `run_id text, position integer, finding_id text, record_type text, state text, cause text, actionable boolean,
    severity text, who_acts text, raise_id text, crm_id text, amount_minor bigint, currency text, day date, campaign_id text,
    can_sync boolean, is_test_mode boolean, fields text[], first_seen timestamptz`;
}

/** So many rows go in one statement: large enough that the way there counts little, small enough to be held beside the next. */
const BLOCK = 1000;

/** Writes rows of a customer, a block at a time, as one parameter each. @returns how many @throws Failure */
export async function writeRows(
  store: Store,
  table: keyof typeof COLUMNS,
  customerId: string,
  rows: Iterable<Row>,
): Promise<number> {
  const columns = COLUMNS[table];
  const names = columns.replaceAll(
    / (?:text|timestamptz|date|integer|boolean|bigint|double precision)(?:\[\])?/g,
    '',
  );
  const statement = `INSERT INTO tieout.${table} (customer_id, ${names})
    SELECT $1, ${names} FROM json_to_recordset($2::json) AS rows (${columns})`;
  let written = 0;
  let block: Row[] = [];
  const flush = async (): Promise<void> => {
    if (block.length === 0) return;
    await store.ask(statement, [customerId, JSON.stringify(block)]);
    written += block.length;
    block = [];
  };
  for (const row of rows) {
    block.push(row);
    if (block.length === BLOCK) await flush();
  }
  await flush();
  return written;
}
