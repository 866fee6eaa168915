import type { TriagePatch } from '../model/triage-step.ts';
import type { Db } from './database.ts';
import { TRIAGE_COLUMNS, type TriageColumn } from './triage-columns.ts';

/** A value in SQL; `x.finding` is the finding that it is of. */
export interface Expression {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What is accepted, where it is: what was said of the finding, and as of when. */
export interface Basis {
  readonly said: Expression;
  readonly asOf: Expression;
}

/** The findings of a decision; it lives as long as the transaction, as the next one does. */
export function createTargets(db: Db): void {
  db.exec(
    'CREATE TABLE temp.triage_target (finding TEXT PRIMARY KEY, said TEXT, as_of_utc TEXT) WITHOUT ROWID',
  );
}

/** What `writeStep` is told by. */
export function createNext(db: Db): void {
  db.exec(
    `CREATE TABLE temp.triage_next (finding TEXT PRIMARY KEY, ${TRIAGE_COLUMNS.join(', ')}) WITHOUT ROWID`,
  );
}

/** Drops the tables that a step of triage was worked out in. */
export function dropWork(db: Db): void {
  for (const table of ['triage_target', 'triage_next'])
    db.exec(`DROP TABLE IF EXISTS temp.${table}`);
}

/** Writes what the targets become, of those that change at all. */
export function writeNext(
  db: Db,
  { patch, atUtc }: { readonly patch: TriagePatch; readonly atUtc: string },
  basis: Basis,
): void {
  const next = nextColumns(patch, basis, atUtc);
  const isSame = TRIAGE_COLUMNS.filter((column) => column !== 'changed_utc').map((column) =>
    column === 'status' ? `coalesce(t.status, 'open') IS n.status` : `t.${column} IS n.${column}`,
  );
  createNext(db);
  db.prepare(
    `INSERT INTO temp.triage_next
    SELECT x.finding, ${next.map(({ sql }) => sql).join(', ')}
    FROM temp.triage_target x LEFT JOIN triage t ON t.finding = x.finding ORDER BY x.finding`,
  ).run(next.flatMap(({ values }) => values));
  db.exec(
    `DELETE FROM temp.triage_next AS n WHERE EXISTS (SELECT 1 FROM (SELECT n.finding AS id) LEFT JOIN triage t ON t.finding = id
    WHERE ${isSame.join(' AND ')})`,
  );
}

function nextColumns(patch: TriagePatch, of: Basis, atUtc: string): Expression[] {
  const { status, owner, note, accept } = patch;
  const to = (value: string | null): Expression => ({ sql: '?', values: [value] });
  const kept = (column: TriageColumn): Expression => ({ sql: `t.${column}`, values: [] });
  const accepted = (column: TriageColumn, value: string | null): Expression =>
    accept === undefined ? kept(column) : to(accept === null ? null : value);
  const next: Record<TriageColumn, Expression> = {
    status: status === undefined ? { sql: `coalesce(t.status, 'open')`, values: [] } : to(status),
    owner: owner === undefined ? kept('owner') : to(owner),
    note: note === undefined ? kept('note') : to(note),
    accepted_until: accepted('accepted_until', accept?.untilDay ?? null),
    accepted_reason: accepted('accepted_reason', accept?.reason ?? null),
    accepted_utc: accepted('accepted_utc', atUtc),
    // A person has looked at it again.
    reopened: status === undefined && accept === undefined ? kept('reopened') : to(null),
    changed_utc: to(atUtc),
    resolved_utc:
      status === undefined
        ? kept('resolved_utc')
        : status === 'resolved'
          ? {
              sql: `CASE WHEN t.status = 'resolved' THEN t.resolved_utc ELSE ? END`,
              values: [atUtc],
            }
          : to(null),
    basis: accept ? of.said : accepted('basis', null),
    basis_as_of: accept ? of.asOf : accepted('basis_as_of', null),
  };
  return TRIAGE_COLUMNS.map((column) => next[column]);
}
