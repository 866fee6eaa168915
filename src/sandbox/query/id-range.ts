import type { Condition, Groups } from './conditions.ts';

const BOUNDS = new Set([
  'GreaterThan',
  'GreaterThanOrEqual',
  'LessThan',
  'LessThanOrEqual',
  'Between',
]);

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
  // A bound that is no number leaves nothing.
  if (Number.isNaN(from) || Number.isNaN(to)) [from, to] = [1, 0];
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

/** The ids that any of the groups can leave. */
export function outerRange(groups: Groups): IdRange {
  const ranges = groups.map(idRangeOf);
  return {
    from: Math.min(...ranges.map(({ from }) => from)),
    to: Math.max(...ranges.map(({ to }) => to)),
  };
}

/** A single group taken apart: the bounds that it puts on the id, and its other conditions. Several groups stay as they are. */
export function withoutIdRange(groups: Groups): { range: IdRange | undefined; rest: Groups } {
  const [first, ...others] = groups;
  if (first === undefined || others.length > 0) return { range: undefined, rest: groups };
  const isBound = ({ parameter, operator }: Condition): boolean =>
    parameter.isId === true && BOUNDS.has(operator);
  const { from, to } = idRangeOf(first.filter(isBound));
  return { range: { from, to }, rest: [first.filter((condition) => !isBound(condition))] };
}
