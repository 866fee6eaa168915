import type { RecordType } from '../model/record-type.ts';
import type { CrmSchedule } from '../model/records.ts';
import type { CountAndAmount, TieOutRow } from '../model/tie-out.ts';
import type { Cause, State } from '../model/states.ts';
import type { Db } from '../staging/database.ts';
import {
  crmTotals,
  explainedCells,
  raiseTotals,
  schedulePairs,
  type ControlTotal,
  type TotalsScope,
} from '../staging/totals.ts';
import { amountOf } from './classify-schedules.ts';

/**
 * Raise total − CRM+ total = Σ explained + unreadable + unknown + unexplained, by month and currency. The totals are summed
 * from the stored rows, independently of the findings: a lost row shows as unexplained.
 */
export function tieOut(db: Db, type: RecordType, scope: TotalsScope): TieOutRow[] {
  const cells = new Map<string, Cell>();
  const cell = (month: string | null, currency: string | null): Cell => {
    const key = JSON.stringify([month, currency]);
    const known = cells.get(key);
    if (known) return known;
    const made: Cell = {
      month,
      currency,
      raise: zero(),
      crm: zero(),
      explained: [],
      unreadable: zero(),
      unknown: zero(),
    };
    cells.set(key, made);
    return made;
  };
  for (const total of raiseTotals(db, type, scope))
    add(cell(total.month, total.currency).raise, total);
  for (const total of type === 'recurring_gift'
    ? scheduleTotals(db, scope)
    : crmTotals(db, type, scope))
    add(cell(total.month, total.currency).crm, total);
  for (const explained of explainedCells(db, type)) {
    const at = cell(explained.month, explained.currency);
    if (explained.state === 'unreadable') add(at.unreadable, explained);
    else if (explained.state === 'crm_unreachable' || explained.state === 'raise_unreachable')
      add(at.unknown, explained);
    else
      at.explained.push({
        state: explained.state,
        cause: explained.cause,
        count: explained.count,
        amountMinor: explained.amountMinor,
      });
  }
  return [...cells.values()]
    .sort(inOrder)
    .map((c) => ({ recordType: type, ...c, unexplained: unexplained(c) }));
}

interface Cell {
  readonly month: string | null;
  readonly currency: string | null;
  readonly raise: Sum;
  readonly crm: Sum;
  readonly explained: ({ readonly state: State; readonly cause: Cause } & CountAndAmount)[];
  readonly unreadable: Sum;
  readonly unknown: Sum;
}

interface Sum {
  count: number;
  amountMinor: number;
}

function unexplained(c: Cell): Sum {
  const parts = [...c.explained, c.unreadable, c.unknown];
  return {
    count: c.raise.count - c.crm.count - parts.reduce((sum, part) => sum + part.count, 0),
    amountMinor:
      c.raise.amountMinor -
      c.crm.amountMinor -
      parts.reduce((sum, part) => sum + part.amountMinor, 0),
  };
}

function scheduleTotals(db: Db, scope: TotalsScope): ControlTotal[] {
  return schedulePairs(db, scope).map((row) => ({
    month: row.month,
    currency: row.currency,
    count: 1,
    amountMinor:
      row.record === null || row.currency === null
        ? 0
        : amountOf(JSON.parse(row.record) as CrmSchedule, row.currency),
  }));
}

function zero(): Sum {
  return { count: 0, amountMinor: 0 };
}

function add(sum: Sum, more: CountAndAmount): void {
  sum.count += more.count;
  sum.amountMinor += more.amountMinor;
}

function inOrder(a: Cell, b: Cell): number {
  return (
    (a.month ?? '').localeCompare(b.month ?? '') ||
    (a.currency ?? '').localeCompare(b.currency ?? '')
  );
}
