import type { Condition, Groups } from './conditions.ts';

/** Ids a selection can lie in, both ends included. */
export interface IdRange {
  from: number;
  to: number;
}

/** The ids that a group's conditions on the id leave, and whether it has no other conditions. */
export function idRangeOf(
  group: readonly Condition[],
): IdRange & { isOnlyIds: boolean; ids: number[] | undefined } {
  let from = 0;
  let to = Infinity;
  let isOnlyIds = true;
  let ids: number[] | undefined;
  for (const { parameter, operator, value, secondaryValue, values } of group) {
    const wanted = Number(value);
    if (parameter.isId !== true) isOnlyIds = false;
    else if (operator === 'GreaterThan') from = Math.max(from, Math.floor(wanted) + 1);
    else if (operator === 'GreaterThanOrEqual') from = Math.max(from, Math.ceil(wanted));
    else if (operator === 'LessThan') to = Math.min(to, Math.ceil(wanted) - 1);
    else if (operator === 'LessThanOrEqual') to = Math.min(to, Math.floor(wanted));
    else if (operator === 'Between')
      [from, to] = [Math.max(from, wanted), Math.min(to, Number(secondaryValue))];
    else if (operator === 'Is' || operator === 'In' || operator === 'IsAnyOf') {
      const listed = (values.length > 0 ? values : [value]).map(Number);
      ids = ids === undefined ? listed : ids.filter((id) => listed.includes(id));
    } else isOnlyIds = false;
  }
  return { from, to, isOnlyIds, ids };
}

/** The one range that a query without any other condition asks for, or undefined. */
export function plainRange(groups: Groups): IdRange | undefined {
  if (groups.length === 0) return { from: 0, to: Infinity };
  const [first, ...rest] = groups;
  if (first === undefined || rest.length > 0) return undefined;
  const range = idRangeOf(first);
  return range.isOnlyIds && range.ids === undefined ? range : undefined;
}
