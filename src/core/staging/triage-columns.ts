import type { Triage } from '../model/triage.ts';

/** Columns of `triage` in their order, all but the finding's id. A change keeps them as a JSON array in this order. */
export const TRIAGE_COLUMNS = [
  'status',
  'owner',
  'note',
  'accepted_until',
  'accepted_reason',
  'accepted_utc',
  'reopened',
  'changed_utc',
  'resolved_utc',
  'basis',
  'basis_as_of',
] as const;
export type TriageColumn = (typeof TRIAGE_COLUMNS)[number];

export type TriageValues = Readonly<Record<TriageColumn, string | null>>;

/** All columns of a table as one JSON array; NULL for no row. */
export function asArray(table: string): string {
  const columns = TRIAGE_COLUMNS.map((column) => `${table}.${column}`).join(', ');
  return `CASE WHEN ${table}.finding IS NULL THEN NULL ELSE json_array(${columns}) END`;
}

/** The columns out of such an array. */
export function fromArray(array: string): string {
  return TRIAGE_COLUMNS.map((_, at) => `${array} ->> ${at}`).join(', ');
}

/** What such an array says. @throws TypeError for a text that is none */
export function readArray(text: string): TriageValues {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) throw new TypeError('A change of a triage is no list.');
  return Object.fromEntries(
    TRIAGE_COLUMNS.map((column, at) => [column, textOrNull(values[at])]),
  ) as TriageValues;
}

/** What people see of it; null for no row. */
export function asTriage(text: string | null): Triage | null {
  if (text === null) return null;
  const values = readArray(text);
  return {
    status: values.status as Triage['status'],
    owner: values.owner,
    note: values.note,
    accepted:
      values.accepted_reason === null
        ? null
        : {
            untilDay: values.accepted_until,
            reason: values.accepted_reason,
            atUtc: values.accepted_utc ?? '',
          },
    reopened: values.reopened,
    changedUtc: values.changed_utc ?? '',
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
