import { createHash } from 'node:crypto';
import type { Day } from '../../model/days.ts';
import { parseDay } from '../../model/days.ts';
import type { Reference, UnreadableRecord } from '../../model/records.ts';
import type { ParsedRow } from '../connector.ts';
import type { Row } from './fields.ts';
import { asRow, idOrNull } from './fields.ts';
import { jsonText } from './json-text.ts';
import { WrongValue } from './wrong-value.ts';

/** How one kind of record is read. `project` may throw WrongValue; the others never throw. */
export interface RowShape<T> {
  readonly project: (row: Row) => T;
  /** What can still be told about a row that `project` refused. */
  readonly referenceOf?: (row: Row) => Reference | null;
  readonly crmKeyOf?: (row: Row) => string | null;
  /** Members that tell the row's day, the best first. */
  readonly dayMembers: readonly string[];
}

/** Reads one row of an answer. Never throws: what cannot be read is quarantined with what is known of it. */
export function readRow<T>(shape: RowShape<T>, value: unknown): ParsedRow<T> {
  const row = asRow(value);
  if (!row) return unreadable(describe(value), value);
  const skipped = skippedRow(row);
  if (skipped) return skipped;
  try {
    return { kind: 'record', record: shape.project(row) };
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    return unreadable(error.message, value, {
      id: idOrNull(row['id']),
      reference: shape.referenceOf?.(row) ?? null,
      crmKey: shape.crmKeyOf?.(row) ?? null,
      day: dayOf(row, shape.dayMembers),
    });
  }
}

/** Member of the rows that the pager writes itself for records on which the server fails (see paging/poison.ts). */
export const SKIPPED_MEMBER = 'tieoutSkipped';
const SKIPPED_WHY = 'the server fails on this record';

function skippedRow(row: Row): ParsedRow<never> | null {
  if (!Object.hasOwn(row, SKIPPED_MEMBER)) return null;
  return unreadable(SKIPPED_WHY, row, { id: idOrNull(row['id']) });
}

function unreadable(
  why: string,
  value: unknown,
  known: Partial<UnreadableRecord> = {},
): ParsedRow<never> {
  const bodyDigest = createHash('sha256').update(jsonText(value)).digest('hex');
  return {
    kind: 'unreadable',
    record: { id: null, reference: null, crmKey: null, day: null, ...known, why, bodyDigest },
  };
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'record: null';
  return Array.isArray(value) ? 'record: a list' : `record: a ${typeof value}`;
}

function dayOf(row: Row, members: readonly string[]): Day | null {
  for (const member of members) {
    const value = row[member];
    const day =
      typeof value === 'string' && value.length < 60 && !value.startsWith('0001-')
        ? parseDay(value)
        : null;
    if (day !== null) return day;
  }
  return null;
}
