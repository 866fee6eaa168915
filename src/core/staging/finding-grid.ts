import { parseDay } from '../model/days.ts';
import type { Finding } from '../model/finding.ts';
import type { Change } from '../model/lineage.ts';
import type { Db, Statement } from './database.ts';

/** Takes a run's narrow rows away and gives the number they are kept under. */
export function clearGrid(db: Db, run: string): number {
  const seq = Number(db.prepare('SELECT seq FROM run WHERE id = ?').pluck().get([run]));
  for (const table of ['finding_grid', 'finding_kind', 'finding_campaign', 'finding_place'])
    db.prepare(`DELETE FROM ${table} WHERE run_seq = ?`).run([seq]);
  return seq;
}

/** Writes what findings are filtered, sorted and counted by: one narrow row each, and one row for each kind. */
export class GridWriter {
  readonly #db: Db;
  readonly #runSeq: number;
  readonly #insert: Statement;
  readonly #campaigns = new Map<string, number>();
  readonly #kinds = new Map<string, Kind>();

  constructor(db: Db, runSeq: number) {
    this.#db = db;
    this.#runSeq = runSeq;
    this.#insert = db.prepare('INSERT INTO finding_grid VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  }

  /** In the order of positions, so that the table only ever grows at its end. */
  add(position: number, finding: Finding, change: Change | null): void {
    this.#insert.run([
      this.#runSeq,
      position,
      this.#kindOf(finding, change),
      this.#campaignOf(finding),
      finding.amountMinor,
      parseDay(finding.date),
      Date.parse(finding.firstSeenUtc),
      finding.raiseId,
      finding.crmId,
      finding.id,
      finding.evidence,
    ]);
  }

  /** Writes what only the whole run tells: its kinds, how many findings each has, the campaigns' names, and the places of ids in their order. */
  finish(): void {
    this.#db
      .prepare(
        'INSERT INTO finding_place SELECT run_seq, id, position, kind FROM finding_grid WHERE run_seq = ? ORDER BY id, position',
      )
      .run([this.#runSeq]);
    const name = this.#db.prepare<unknown[]>('INSERT INTO finding_campaign VALUES (?, ?, ?)');
    for (const [campaign, number] of this.#campaigns) name.run([this.#runSeq, number, campaign]);
    const insert = this.#db.prepare<unknown[]>(
      'INSERT INTO finding_kind VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const { kind, finding, change, count, amountMinor } of this.#kinds.values())
      insert.run([
        this.#runSeq,
        kind,
        finding.recordType,
        finding.state,
        finding.cause,
        finding.actionable ? 1 : 0,
        finding.severity,
        finding.whoActs,
        finding.currency,
        finding.isTestMode === null ? null : Number(finding.isTestMode),
        count,
        amountMinor,
        change,
      ]);
  }

  #campaignOf({ campaignName }: Finding): number | null {
    if (campaignName === null) return null;
    const known = this.#campaigns.get(campaignName) ?? this.#campaigns.size;
    this.#campaigns.set(campaignName, known);
    return known;
  }

  #kindOf(finding: Finding, change: Change | null): number {
    const { recordType, state, cause, actionable, severity, whoActs, currency, isTestMode } =
      finding;
    const key = `${recordType} ${state} ${cause} ${actionable} ${severity} ${whoActs} ${isTestMode} ${change} ${currency}`;
    let kind = this.#kinds.get(key);
    if (kind === undefined) {
      kind = { kind: this.#kinds.size, finding, change, count: 0, amountMinor: 0 };
      this.#kinds.set(key, kind);
    }
    kind.count += 1;
    kind.amountMinor += finding.amountMinor ?? 0;
    return kind.kind;
  }
}

/** All findings that agree in what a kind is made of; `finding` is the first of them. */
interface Kind {
  readonly kind: number;
  readonly finding: Finding;
  readonly change: Change | null;
  count: number;
  amountMinor: number;
}
