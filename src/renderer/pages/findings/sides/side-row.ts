import type { FieldDifference, FieldName } from '../../../../core/model/finding.ts';
import type { OtherField } from '../../../words/fields.ts';

/** One value on both sides, as texts; several where a side has several. */
export interface SideRow {
  readonly field: FieldName | OtherField;
  readonly raise: readonly string[];
  readonly crm: readonly string[];
}

/**
 * The rows that differ, in the order in which the rules name them, and the others that have a value. What a side's
 * record doesn't show is filled in from the difference itself.
 */
export function splitRows(
  rows: readonly SideRow[],
  differences: readonly FieldDifference[],
): { readonly differing: readonly SideRow[]; readonly other: readonly SideRow[] } {
  const differing = differences.map(({ field, raise, crm }) => {
    const row = rows.find((each) => each.field === field);
    return {
      field,
      raise: orElse(row?.raise, raise),
      crm: orElse(row?.crm, crm),
    };
  });
  const shown = new Set<string>(differences.map((difference) => difference.field));
  const other = rows.filter(
    (row) => !shown.has(row.field) && row.raise.length + row.crm.length > 0,
  );
  return { differing, other };
}

function orElse(values: readonly string[] | undefined, text: string | null): readonly string[] {
  if (values !== undefined && values.length > 0) return values;
  return text === null ? [] : [text];
}
