import { Failure } from '../model/failure.ts';
import type { FacetCounts, FindingQuery, FindingRow, FindingSort } from '../model/finding-query.ts';
import type { Finding } from '../model/finding.ts';
import type { FindingFilter } from '../model/report.ts';
import { countKinds, findingCount } from './count-kinds.ts';
import { dropDecidedKinds, writeDecidedKinds } from './decided-kinds.ts';
import { conditionsOf } from './filters.ts';
import { asFinding, asRow, DECIDED, type StoredFinding } from './find-finding.ts';
import { facetsOf, kindsOf, passes, sumsOf, type CurrencySum, type Kind } from './kinds.ts';
import { Slices, type ViewOptions } from './slices.ts';
import { runSeqOf, type FindingsSource } from './source.ts';
import { dropTable, writeOrder } from './write-order.ts';

/** The findings of a run that a query lets through, in the order of a sort, for as long as it is open. */
export interface FindingsView {
  readonly total: number;
  /** The rows from `start` (counted from 0) up to `end`, which is not included; fewer at the end. */
  rows(start: number, end: number): FindingRow[];
  facets(): FacetCounts;
  /** Findings and money by currency, most findings first; null are those without a currency. */
  sums(): readonly CurrencySum[];
  /** In the view's order, streamed, any number of times. */
  findings(filter?: FindingFilter): Iterable<Finding>;
  /** The ids of its findings, streamed. */
  ids(): Iterable<string>;
  /** Gives its place back. A closed view can't be asked any more. */
  close(): void;
}

/**
 * Opens a view: filters and sorts once, into a temporary table, so that any rows of it are there at once, wherever they
 * stand. It shows the run as it was: if its rules are run again, open another.
 * @throws Failure cancelled, storage, usage for an unknown run or a day that is none
 */
export async function openFindingsView(
  source: FindingsSource,
  query: FindingQuery,
  sort: FindingSort,
  options: ViewOptions = {},
): Promise<FindingsView> {
  const { db } = source;
  const runSeq = runSeqOf(source);
  const passCount = conditionsOf(query, runSeq, 'finding').length > 0 ? 2 : 1;
  const slices = new Slices(findingCount(db, runSeq), passCount, options);
  await slices.breathe();
  const name = `findings_view_${(opened += 1)}`;
  const decided = writeDecidedKinds(db, name, runSeq);
  try {
    const counts = await countKinds(db, decided, query, slices);
    const kinds = kindsOf(db, decided, query).filter(({ kind }) => counts.has(kind));
    const facets = facetsOf(db, decided, query, counts);
    const sums = sumsOf(kinds, counts);
    const total = sums.reduce((sum, { count }) => sum + count, 0);
    await writeOrder(db, name, { decided, query, sort, kinds }, slices);
    return { ...reader(source, name, kinds), total, facets: () => facets, sums: () => sums };
  } finally {
    dropDecidedKinds(db, decided);
  }
}

/** Names of temporary tables must differ within a connection; here they do in the whole process. */
let opened = 0;

function reader(
  { db, run }: FindingsSource,
  name: string,
  kinds: readonly Kind[],
): Pick<FindingsView, 'rows' | 'findings' | 'ids' | 'close'> {
  let isOpen = true;
  const changes = new Map(kinds.map(({ kind, change }) => [kind, change]));
  const asOfUtc = String(db.prepare('SELECT as_of_utc FROM run WHERE id = ?').pluck().get([run]));
  // The view comes first: its order is the order of the answer.
  const select = (where: string): string =>
    `SELECT v.seq, v.kind, f.position, f.finding, ${DECIDED.column} FROM temp.${name} v CROSS JOIN finding f${DECIDED.join}
    WHERE ${where} AND f.run = ? AND f.position = v.position ORDER BY v.seq`;
  const block = db.prepare<unknown[]>(select('v.seq > ? AND v.seq <= ?'));
  const ask = <T>(question: () => T): T => {
    if (!isOpen) throw new Failure('defect', 'This view is closed: open it again.');
    return question();
  };
  function* findings(filter: FindingFilter = {}): Generator<Finding> {
    const chosen = kinds.filter((kind) => passes(kind, filter)).map(({ kind }) => kind);
    if (chosen.length === 0) return;
    const among = `v.kind IN (SELECT value FROM json_each('${JSON.stringify(chosen)}'))`;
    // In blocks: while a statement is being iterated, nothing can be written through its connection, and an export takes long.
    const next = db.prepare<unknown[]>(
      `${select(`v.seq > ?${chosen.length < kinds.length ? ` AND ${among}` : ''}`)} LIMIT ${BLOCK}`,
    );
    for (let last = 0; ;) {
      const rows = ask(() => next.all([last, run])) as ViewRow[];
      for (const row of rows) yield asFinding(row);
      if (rows.length < BLOCK) return;
      last = rows.at(-1)?.seq ?? last;
    }
  }
  function* ids(): Generator<string> {
    const next = db.prepare<unknown[]>(
      `SELECT f.id FROM temp.${name} v CROSS JOIN finding f WHERE f.run = ? AND f.position = v.position AND v.seq > ?
      ORDER BY v.seq LIMIT ${BLOCK}`,
    );
    for (let last = 0; ; last += BLOCK) {
      const block = ask(() => next.pluck().all([run, last])) as string[];
      yield* block;
      if (block.length < BLOCK) return;
    }
  }
  return {
    ids: () => ({ [Symbol.iterator]: () => ids() }),
    rows: (start, end) =>
      ask(() =>
        (block.all([start, end, run]) as ViewRow[]).map((row) =>
          asRow({ ...row, change: changes.get(row.kind) ?? null, asOfUtc }),
        ),
      ),
    findings: (filter) => ({ [Symbol.iterator]: () => findings(filter) }),
    close: () => {
      if (isOpen && db.open) dropTable(db, name);
      isOpen = false;
    },
  };
}

interface ViewRow extends Pick<StoredFinding, 'position' | 'finding' | 'triage'> {
  readonly seq: number;
  readonly kind: number;
}

const BLOCK = 500;
