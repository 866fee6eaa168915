import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Finding } from '../../src/core/model/finding.ts';
import type { RunFacts } from '../../src/core/model/report.ts';
import type { TieOutRow } from '../../src/core/model/tie-out.ts';
import type { Postgres } from './postgres.ts';

/** Every row that a store should have of some workspaces, or that it has: a line of text each, sorted. */
export type Rows = Readonly<
  Record<'runs' | 'findings' | 'open' | 'metrics' | 'tieOut' | 'explained' | 'coverage', string[]>
>;

type Ask = Postgres['ask'];

/** What the workspaces' own files say, read without any of the product's code. Their runs must not have been thinned. */
export function rowsOfFiles(dataFolder: string, names: readonly string[]): Rows {
  const rows: Rows = {
    runs: [],
    findings: [],
    open: [],
    metrics: [],
    tieOut: [],
    explained: [],
    coverage: [],
  };
  for (const name of names) addFile(rows, join(dataFolder, 'workspaces', name, 'workspace.sqlite'));
  return sorted(rows);
}

/** What the store says, in the same words. */
export async function rowsOfStore(ask: Ask): Promise<Rows> {
  const lines = async (statement: string): Promise<string[]> =>
    (await ask(statement)).map(({ line }) => JSON.stringify(line));
  const at = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
  const line = (...columns: string[]): string =>
    `SELECT jsonb_build_array(${columns.join(', ')}) AS line`;
  const finding = [
    'customer_id',
    'run_id',
    'position',
    'finding_id',
    'record_type',
    'state',
    'cause',
    'actionable',
    'severity',
    'who_acts',
    'raise_id',
    'crm_id',
    'amount_minor',
    'currency',
    'day',
    'campaign_id',
    'can_sync',
    'is_test_mode',
    "array_to_string(fields, ' ')",
    at('first_seen'),
  ];
  return sorted({
    runs: await lines(
      `${line('customer_id', 'run_id', 'revision', 'status', 'digest', at('as_of'), at('finished'), 'from_day', 'to_day', 'calls_raise', 'calls_crm', 'findings')} FROM tieout.run`,
    ),
    findings: await lines(`${line(...finding)} FROM tieout.finding`),
    open: await lines(
      `${line('customer_id', 'run_id', 'position', 'finding_id', 'amount_minor', 'is_accepted')} FROM tieout.open_finding`,
    ),
    metrics: await lines(
      `${line('customer_id', 'run_id', 'name', 'record_type', 'value')} FROM tieout.metric`,
    ),
    tieOut: await lines(
      `${line('customer_id', 'run_id', 'position', 'record_type', 'month', 'currency', 'raise_count', 'raise_minor', 'crm_count', 'crm_minor', 'unreadable_count', 'unreadable_minor', 'unknown_count', 'unknown_minor', 'unexplained_count', 'unexplained_minor')} FROM tieout.tie_out`,
    ),
    explained: await lines(
      `${line('customer_id', 'run_id', 'position', 'part', 'state', 'cause', 'count', 'amount_minor')} FROM tieout.tie_out_explained`,
    ),
    coverage: await lines(
      `${line('customer_id', 'run_id', 'position', 'product', 'stream', 'advertised', 'read', 'unreadable', 'complete', 'changed', 'pages', at('started'), at('finished'))} FROM tieout.coverage`,
    ),
  });
}

function addFile(rows: Rows, path: string): void {
  const db = new Database(path, { readonly: true });
  try {
    const customer = String(db.prepare('SELECT id FROM workspace').pluck().get());
    const add = (kind: keyof Rows, ...values: unknown[]): void =>
      void rows[kind].push(JSON.stringify([customer, ...values]));
    const latest = new Map<string, [string, number, Finding]>();
    const runs = db
      .prepare("SELECT id, revision, facts FROM run WHERE state = 'finished' ORDER BY seq")
      .all() as { id: string; revision: string; facts: string }[];
    for (const { id, revision, facts: text } of runs) {
      const facts = JSON.parse(text) as RunFacts;
      const findings = (
        db
          .prepare('SELECT finding FROM finding WHERE run = ? ORDER BY position')
          .pluck()
          .all([id]) as string[]
      ).map((each) => JSON.parse(each) as Finding);
      const { from, to } = facts.parameters;
      add(
        'runs',
        id,
        revision,
        facts.status,
        facts.digest,
        ms(facts.asOfUtc),
        ms(facts.finishedUtc),
        from,
        to,
        facts.calls.raise,
        facts.calls.crm,
        findings.length,
      );
      for (const [position, f] of findings.entries()) {
        latest.set(f.id, [id, position, f]);
        add(
          'findings',
          id,
          position,
          f.id,
          f.recordType,
          f.state,
          f.cause,
          f.actionable,
          f.severity,
          f.whoActs,
          f.raiseId,
          f.crmId,
          f.amountMinor,
          f.currency,
          f.date,
          f.campaignId,
          f.canSync,
          f.isTestMode,
          f.fields.map(({ field }) => field).join(' '),
          ms(f.firstSeenUtc),
        );
      }
      for (const [position, row] of (parsed(db, 'tie_out', id) as TieOutRow[]).entries()) {
        const { raise, crm, unreadable, unknown, unexplained } = row;
        const cells = [raise, crm, unreadable, unknown, unexplained].flatMap(
          ({ count, amountMinor }) => [count, amountMinor],
        );
        add(
          'tieOut',
          id,
          position,
          row.recordType,
          row.month === null ? null : `${row.month}-01`,
          row.currency,
          ...cells,
        );
        for (const [part, { state, cause, count, amountMinor }] of row.explained.entries())
          add('explained', id, position, part, state, cause, count, amountMinor);
      }
      for (const [position, c] of facts.coverage.entries())
        add(
          'coverage',
          id,
          position,
          c.product,
          c.stream,
          c.advertised,
          c.read,
          c.unreadable,
          c.complete,
          c.changed,
          c.pages,
          ms(c.startedUtc),
          ms(c.finishedUtc),
        );
      for (const metric of db
        .prepare('SELECT name, record_type, value FROM metric WHERE run = ?')
        .raw()
        .all([id]) as unknown[][])
        add('metrics', id, ...metric);
    }
    const open = db
      .prepare(
        "SELECT finding FROM (SELECT finding, max(run_seq), change FROM finding_event GROUP BY finding) WHERE change <> 'resolved'",
      )
      .pluck()
      .all() as string[];
    const isAccepted = db
      .prepare('SELECT accepted_reason IS NOT NULL FROM triage WHERE finding = ?')
      .pluck();
    for (const id of open) {
      const [run, position, finding] = latest.get(id) ?? ['', -1, null];
      if (finding?.actionable)
        add('open', run, position, id, finding.amountMinor, isAccepted.get([id]) === 1);
    }
  } finally {
    db.close();
  }
}

function parsed(db: Database.Database, table: string, run: string): unknown[] {
  return (
    db.prepare(`SELECT row FROM ${table} WHERE run = ? ORDER BY seq`).pluck().all([run]) as string[]
  ).map((text) => JSON.parse(text) as unknown);
}

function ms(utc: string | null): number | null {
  return utc === null ? null : Date.parse(utc);
}

/** PostgreSQL writes 1 and 1.0 as they are; JSON knows one number. */
function sorted(rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([name, lines]) => [name, lines.toSorted()]),
  ) as Rows;
}
