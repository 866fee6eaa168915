import type { TieOutCell } from '../model/tie-out-rows.ts';
import type { Db } from './database.ts';
import { labelOf } from './labels.ts';
import { byProjectSql, ledgerSql, MONTH, type LedgerScope } from './ledger.ts';

/** A row of a cell as the capture file has it. */
export interface CellRow {
  readonly id: number;
  /** The Raise record of a CRM+ row, or minus its own id; of an explained row: the Raise record, or minus the CRM+ id. */
  readonly owner: number;
  readonly named: number | null;
  readonly day: number | null;
  readonly currency: string | null;
  readonly campaign: number;
  readonly count: number;
  readonly amountMinor: number;
  readonly state: string | null;
  readonly cause: string | null;
  /** Where the next block begins, after this row. */
  readonly at: string;
}

/** Rows of one figure of the tie-out, from a capture file; `after` is the `at` of the last one that is known. */
export function cellRows(
  db: Db,
  cell: TieOutCell,
  scope: LedgerScope,
  after: string | null,
  limit: number,
): CellRow[] {
  const key =
    cell.by === 'month'
      ? cell.key
      : labelOf(db, cell.by === 'campaign' ? 'campaign' : 'project', cell.key);
  if (cell.by !== 'month' && key === null) return [];
  const values = { key, currency: cell.currency, type: cell.recordType };
  const { sql, given } = queryOf(cell, scope, after);
  return db.prepare(`${sql} LIMIT ${limit}`).all({ ...values, ...given }) as CellRow[];
}

function queryOf(
  cell: TieOutCell,
  scope: LedgerScope,
  after: string | null,
): { sql: string; given: Record<string, unknown> } {
  if (cell.side === 'raise' || cell.side === 'crm') {
    const [id, owner] = (after ?? '-1 0').split(' ').map(Number);
    const rows = sideSql(cell, cell.side, scope);
    // A Raise record is its own owner: by its id alone the rows come in order, and no more of them are looked at than are shown.
    const isById = cell.side === 'raise';
    return {
      sql: `SELECT *, id || ' ' || owner AS at FROM (${rows})
        WHERE ${isById ? 'id > $id' : '(id, owner) > ($id, $owner)'} ORDER BY ${isById ? 'id' : 'id, owner'}`,
      given: isById ? { id } : { id, owner },
    };
  }
  if (cell.side === 'unexplained')
    return {
      sql: `SELECT abs(residual) AS id, residual AS owner, max(named) AS named, max(day) AS day, currency, max(campaign) AS campaign,
          sum(count) AS count, sum(amountMinor) AS amountMinor, NULL AS state, NULL AS cause, residual || '' AS at FROM (
          SELECT residual, named, day, currency, campaign, count, amountMinor FROM (${sideSql(cell, 'raise', scope)})
          UNION ALL SELECT residual, named, day, currency, campaign, -count, -amountMinor FROM (${sideSql(cell, 'crm', scope)})
          UNION ALL SELECT owner, NULL, day, currency, campaign, -count, -amountMinor FROM (${explainedSql(cell, '')}))
        GROUP BY residual HAVING (sum(count) <> 0 OR sum(amountMinor) <> 0) AND residual > $after ORDER BY residual`,
      given: { after: after === null ? Number.MIN_SAFE_INTEGER : Number(after) },
    };
  const states = {
    explained: 'AND e.state = $state AND e.cause = $cause',
    unreadable: "AND e.state = 'unreadable'",
    unknown: "AND e.state IN ('crm_unreachable', 'raise_unreachable')",
  }[cell.side];
  const { state, cause } = cell;
  return {
    sql: `SELECT * FROM (${explainedSql(cell, states)}) WHERE CAST(at AS INTEGER) > $after ORDER BY CAST(at AS INTEGER)`,
    given: {
      after: after === null ? -1 : Number(after),
      ...(cell.side === 'explained' ? { state, cause } : {}),
    },
  };
}

/** SQL: a side's rows in the cell; of one owner's rows the first one counts. */
function sideSql(cell: TieOutCell, side: 'raise' | 'crm', scope: LedgerScope): string {
  const ledger = ledgerSql(side, cell.recordType, scope);
  const isProject = cell.by === 'project';
  const where = {
    month: `${MONTH('l.day')} IS $key`,
    campaign: 'l.campaign = $key',
    project: 'l.project = $key',
  }[cell.by];
  const isOnce = side === 'raise' && !isProject;
  return `SELECT l.id, l.owner, l.residual, l.named, l.own_day AS day, l.currency, l.campaign,
    ${isOnce ? '1' : 'row_number() OVER (PARTITION BY l.owner ORDER BY l.id) = 1'} AS count, ${isProject ? 'l.part' : 'l.amount'} AS amountMinor, NULL AS state, NULL AS cause
    FROM (${isProject ? byProjectSql(ledger) : ledger}) l WHERE ${where} AND l.currency IS $currency AND $type IS NOT NULL`;
}

/** SQL: the differences in the cell that verdicts explain. */
function explainedSql(cell: TieOutCell, states: string): string {
  const { where, join, count, amount } = {
    month: { where: `${MONTH('e.day')} IS $key`, join: '', count: 'e.count', amount: 'e.amount' },
    campaign: { where: 'e.campaign = $key', join: '', count: 'e.count', amount: 'e.amount' },
    project: {
      where: 'j.value ->> 0 = $key',
      join: 'JOIN json_each(e.shares) j',
      count: 'j.value ->> 1',
      amount: 'j.value ->> 2',
    },
  }[cell.by];
  return `SELECT coalesce(e.raise_id, e.crm_id) AS id, coalesce(e.raise_id, -e.crm_id) AS owner, e.raise_id AS named, e.day, e.currency, e.campaign,
    ${count} AS count, ${amount} AS amountMinor, e.state, e.cause, e.rowid || '' AS at
    FROM explained_row e ${join} WHERE e.record_type = $type AND ${where} AND e.currency IS $currency ${states} AND (${count} <> 0 OR ${amount} <> 0)`;
}
