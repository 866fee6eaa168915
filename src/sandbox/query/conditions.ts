import type { WireRecord } from '../wire-record.ts';
import { isWireRecord, textOf } from '../wire-record.ts';
import type { QueryClock } from './date-values.ts';
import { compareDates, dateValue } from './date-values.ts';
import type { Parameter } from './parameters.ts';
import { ALL_OPERATORS, OPERATORS } from './query-options.ts';

/** One condition that the server understood. */
export interface Condition {
  parameter: Parameter;
  operator: string;
  value: unknown;
  secondaryValue: unknown;
  values: readonly unknown[];
}

/** Conditions of a group are joined by AND, groups by OR. No groups, or an empty one, is everything. */
export type Groups = readonly (readonly Condition[])[];

/** The body could not be understood: answered with 400. */
export class BadQuery extends Error {}

/**
 * Reads `groups`. Conditions whose parameter is unknown are dropped silently, as the live API does (A3). With
 * `anyOperator` false, an operator that the type does not offer is refused.
 */
export function readGroups(
  body: WireRecord,
  parameters: readonly Parameter[],
  anyOperator: boolean,
): Groups {
  const groups = memberOf(body, 'groups') ?? [];
  if (!Array.isArray(groups)) throw new BadQuery('groups');
  return groups.map((group: unknown): Condition[] => {
    const conditions = isWireRecord(group) ? (memberOf(group, 'conditions') ?? []) : undefined;
    if (!Array.isArray(conditions)) throw new BadQuery('groups.conditions');
    return conditions.flatMap((entry: unknown): Condition[] => {
      if (!isWireRecord(entry)) throw new BadQuery('groups.conditions');
      const name = String(memberOf(entry, 'parameter')).toLowerCase();
      const parameter = parameters.find((known) => known.name.toLowerCase() === name);
      if (parameter === undefined) return [];
      const operator = String(memberOf(entry, 'operator'));
      const offered = anyOperator ? ALL_OPERATORS : OPERATORS[parameter.type];
      if (!offered.includes(operator))
        throw new BadQuery(`groups.conditions.operator: ${operator} for ${parameter.name}`);
      const values = memberOf(entry, 'values');
      return [
        {
          parameter,
          operator,
          value: memberOf(entry, 'value'),
          secondaryValue: memberOf(entry, 'secondaryValue'),
          values: Array.isArray(values) ? values : [],
        },
      ];
    });
  });
}

/** A member of a request body; names bind without case (A3). */
export function memberOf(record: WireRecord, name: string): unknown {
  if (name in record) return record[name];
  const found = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : record[found];
}

export function matchesGroups(record: WireRecord, groups: Groups, clock: QueryClock): boolean {
  return (
    groups.length === 0 ||
    groups.some((group) => group.every((condition) => matches(record, condition, clock)))
  );
}

function matches(record: WireRecord, condition: Condition, clock: QueryClock): boolean {
  const stored = condition.parameter.read(record);
  const list = Array.isArray(stored) ? stored : [stored];
  const { operator } = condition;
  const known = list.some((value) => value !== null && value !== undefined && value !== '');
  if (operator === 'IsKnown' || operator === 'IsSet') return known;
  if (operator === 'IsNotKnown' || operator === 'IsNotSet') return !known;
  if (operator === 'IsTrue') return list.includes(true);
  if (operator === 'IsFalse') return !list.includes(true);
  if (operator === 'IsNot' || operator === 'NotIn' || operator === 'IsNoneOf')
    return !list.some((value) => isAmong(value, condition, clock));
  if (operator === 'Is' || operator === 'In' || operator === 'IsAnyOf')
    return list.some((value) => isAmong(value, condition, clock));
  return list.some(
    (value) => value !== null && value !== undefined && holds(value, condition, clock),
  );
}

function isAmong(stored: unknown, condition: Condition, clock: QueryClock): boolean {
  const wanted = condition.values.length > 0 ? condition.values : [condition.value];
  return wanted.some((value) => compare(stored, value, condition.parameter, clock) === 0);
}

function holds(
  stored: unknown,
  { operator, parameter, value, secondaryValue }: Condition,
  clock: QueryClock,
): boolean {
  const text = textOf(stored).toLowerCase();
  const wanted = textOf(value).toLowerCase();
  if (operator === 'Contains' || operator === 'Matches') return text.includes(wanted);
  if (operator === 'StartsWith') return text.startsWith(wanted);
  if (operator === 'EndsWith') return text.endsWith(wanted);
  const order = compare(stored, value, parameter, clock);
  if (order === undefined) return false;
  if (operator === 'LessThan' || operator === 'Before') return order < 0;
  if (operator === 'LessThanOrEqual' || operator === 'OnOrBefore') return order <= 0;
  if (operator === 'GreaterThan' || operator === 'After') return order > 0;
  if (operator === 'GreaterThanOrEqual' || operator === 'OnOrAfter') return order >= 0;
  const upper = compare(stored, secondaryValue, parameter, clock);
  return operator === 'Between' && order >= 0 && upper !== undefined && upper <= 0;
}

/** Negative, zero, positive; undefined where the two cannot be compared. */
function compare(
  stored: unknown,
  wanted: unknown,
  parameter: Parameter,
  clock: QueryClock,
): number | undefined {
  if (stored === null || stored === undefined) return undefined;
  if (parameter.type === 'Date') {
    const date = dateValue(wanted, clock);
    return date === undefined || typeof stored !== 'string'
      ? undefined
      : compareDates(stored, date, parameter.isUtc === true, clock);
  }
  if (parameter.type === 'Int' || parameter.type === 'Decimal') {
    const difference = Number(stored) - Number(wanted);
    return Number.isNaN(difference) ? undefined : difference;
  }
  return textOf(stored).toLowerCase() === textOf(wanted).toLowerCase() ? 0 : 1;
}
