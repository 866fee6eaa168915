import type { WireRecord } from '../wire-record.ts';
import { DATE_KEYWORDS } from './date-values.ts';
import type { Parameter, ParameterType } from './parameters.ts';

const RANGE = ['LessThan', 'LessThanOrEqual', 'GreaterThan', 'GreaterThanOrEqual', 'Between'];

/** Which operators each type offers, as recorded (gift_designation_query_options.json). */
export const OPERATORS: { [type in ParameterType]: readonly string[] } = {
  Int: ['Is', ...RANGE],
  Decimal: ['Is', ...RANGE],
  String: ['Is', 'IsKnown', 'IsNotKnown', 'Contains', 'StartsWith', 'EndsWith'],
  Date: [
    'Is',
    'LessThan',
    'LessThanOrEqual',
    'Before',
    'OnOrBefore',
    'GreaterThan',
    'GreaterThanOrEqual',
    'After',
    'OnOrAfter',
    'Between',
  ],
  Boolean: ['IsTrue', 'IsFalse'],
  List: ['Is', 'IsNot'],
};

export const ALL_OPERATORS: readonly string[] = [
  'Is',
  'IsNot',
  'IsKnown',
  'IsNotKnown',
  'LessThan',
  'LessThanOrEqual',
  'GreaterThan',
  'GreaterThanOrEqual',
  'Contains',
  'StartsWith',
  'EndsWith',
  'IsTrue',
  'IsFalse',
  'IsSet',
  'IsNotSet',
  'In',
  'NotIn',
  'Between',
  'Before',
  'After',
  'IsAnyOf',
  'IsNoneOf',
  'Matches',
  'OnOrBefore',
  'OnOrAfter',
];

const WITHOUT_VALUE = new Set(['IsKnown', 'IsNotKnown', 'IsTrue', 'IsFalse', 'IsSet', 'IsNotSet']);
const WITH_VALUES = new Set(['In', 'NotIn', 'IsAnyOf', 'IsNoneOf']);

/** The answer of `GET /api/X/QueryOptions`. */
export function queryOptions(parameters: readonly Parameter[]): WireRecord {
  return {
    options: parameters.map(({ name, type, values }) => ({
      parameter: name,
      type,
      operatorOptions: OPERATORS[type].map(operatorOption),
      valueOptions: values ?? (type === 'Date' ? DATE_KEYWORDS : []),
    })),
    operatorOptions: ALL_OPERATORS.map(operatorOption),
  };
}

function operatorOption(operator: string): WireRecord {
  return {
    operator,
    multipleValuesAllowed: WITH_VALUES.has(operator),
    valueRequired: !WITHOUT_VALUE.has(operator),
  };
}
