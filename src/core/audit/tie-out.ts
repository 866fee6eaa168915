import type { RecordType } from '../model/record-type.ts';
import type { TieOutPart, TieOutPartName } from '../model/run-analysis.ts';
import type { CountAndAmount, TieOutRow } from '../model/tie-out.ts';
import { isUnknownState, type Cause, type State } from '../model/states.ts';
import type { Steps } from '../model/steps.ts';
import type { Db } from '../staging/database.ts';
import { labelNames, NO_LABEL } from '../staging/labels.ts';
import type { LedgerScope } from '../staging/ledger.ts';
import { explainedCells, layOutLedger, monthTotals, projectTotals } from '../staging/totals.ts';

export interface TiedOut {
  readonly months: readonly TieOutRow[];
  readonly parts: readonly TieOutPart[];
}

/**
 * Raise total − CRM+ total = Σ explained + unreadable + unknown + unexplained, by month and currency, and over all months by
 * campaign and by project. The totals are summed from the stored rows, independently of the findings: a lost row shows as
 * unexplained. A gift of several projects gives each its share and counts once in each of them, so that counts of projects add
 * up to more than the gifts; amounts add up to the same. Costs that donors covered stand beside the projects where CRM+ names
 * them as a designation. Only gifts and recurring gifts have campaigns, only gifts have projects.
 */
function* tieOut(db: Db, type: RecordType, scope: LedgerScope): Steps<TiedOut> {
  const months = new Cells<string | null>();
  const campaigns = new Cells<number>();
  const projects = new Cells<number>();
  for (const side of ['raise', 'crm'] as const) {
    for (const _piece of layOutLedger(db, side, type, scope)) {
      for (const total of monthTotals(db)) {
        months.add(side, total.month, total.currency, total);
        campaigns.add(side, total.campaign, total.currency, total);
      }
      if (type === 'gift')
        for (const total of projectTotals(db))
          projects.add(side, total.project, total.currency, total);
      yield;
    }
  }
  for (const cell of explainedCells(db, type, 'month')) months.explain(cell as Explanation<string>);
  const rows = months
    .all()
    .map(({ key, ...cell }) => ({ recordType: type, month: key, ...cell }))
    .sort(
      (a, b) =>
        (a.month ?? '').localeCompare(b.month ?? '') ||
        (a.currency ?? '').localeCompare(b.currency ?? ''),
    );
  if (type === 'donor') return { months: rows, parts: [] };
  for (const cell of explainedCells(db, type, 'campaign'))
    campaigns.explain(cell as Explanation<number>);
  const parts = named(db, type, 'campaign', campaigns);
  if (type !== 'gift') return { months: rows, parts };
  for (const cell of explainedCells(db, type, 'project'))
    projects.explain(cell as Explanation<number>);
  return { months: rows, parts: [...parts, ...named(db, type, 'project', projects)] };
}

/** The tie-outs of several record types. */
export function* tieOutAll(
  db: Db,
  records: readonly RecordType[],
  scope: (type: RecordType) => LedgerScope,
): Steps<TiedOut> {
  const all: TiedOut[] = [];
  for (const type of records) all.push(yield* tieOut(db, type, scope(type)));
  return { months: all.flatMap(({ months }) => months), parts: all.flatMap(({ parts }) => parts) };
}

function named(
  db: Db,
  recordType: RecordType,
  by: TieOutPartName,
  cells: Cells<number>,
): TieOutPart[] {
  const names = labelNames(db, by);
  return cells
    .all()
    .map(({ key, ...cell }) => {
      const label = key === NO_LABEL ? null : names.get(key);
      return { recordType, by, key: label?.key ?? null, name: label?.name ?? null, ...cell };
    })
    .sort(
      (a, b) =>
        (a.currency ?? '').localeCompare(b.currency ?? '') ||
        Number(a.key === null) - Number(b.key === null) ||
        (a.name ?? '').localeCompare(b.name ?? '') ||
        (a.key ?? '').localeCompare(b.key ?? ''),
    );
}

interface Explanation<K> extends CountAndAmount {
  readonly key: K;
  readonly currency: string | null;
  readonly state: State;
  readonly cause: Cause;
}

interface Sum {
  count: number;
  amountMinor: number;
}

interface Cell<K> {
  readonly key: K;
  readonly currency: string | null;
  readonly raise: Sum;
  readonly crm: Sum;
  readonly explained: ({ readonly state: State; readonly cause: Cause } & CountAndAmount)[];
  readonly unreadable: Sum;
  readonly unknown: Sum;
}

/** The lines of one breakdown, made as they are met. */
class Cells<K extends string | number | null> {
  readonly #cells = new Map<string, Cell<K>>();

  add(side: 'raise' | 'crm', key: K, currency: string | null, more: CountAndAmount): void {
    add(this.#at(key, currency)[side], more);
  }

  explain({ key, currency, state, cause, count, amountMinor }: Explanation<K>): void {
    const at = this.#at(key, currency);
    if (state === 'unreadable') add(at.unreadable, { count, amountMinor });
    else if (isUnknownState(state)) add(at.unknown, { count, amountMinor });
    else at.explained.push({ state, cause, count, amountMinor });
  }

  all(): (Cell<K> & { readonly unexplained: CountAndAmount })[] {
    return [...this.#cells.values()].map((cell) => ({ ...cell, unexplained: unexplainedOf(cell) }));
  }

  #at(key: K, currency: string | null): Cell<K> {
    const id = `${key ?? ''}\n${currency ?? ''}`;
    const known = this.#cells.get(id);
    if (known) return known;
    const made: Cell<K> = {
      key,
      currency,
      raise: zero(),
      crm: zero(),
      explained: [],
      unreadable: zero(),
      unknown: zero(),
    };
    this.#cells.set(id, made);
    return made;
  }
}

function unexplainedOf(cell: Cell<unknown>): CountAndAmount {
  const parts = [cell.crm, ...cell.explained, cell.unreadable, cell.unknown];
  return {
    count: cell.raise.count - parts.reduce((sum, part) => sum + part.count, 0),
    amountMinor: cell.raise.amountMinor - parts.reduce((sum, part) => sum + part.amountMinor, 0),
  };
}

function zero(): Sum {
  return { count: 0, amountMinor: 0 };
}

function add(sum: Sum, more: CountAndAmount): void {
  sum.count += more.count;
  sum.amountMinor += more.amountMinor;
}
