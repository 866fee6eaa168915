import { BadFaultSpec } from '../fault-spec.ts';

/** What can be wrong with an answer, by what it takes to make it so. */
const KINDS = {
  /** Refused with this status. */
  status: ['401', '403', '404', '407', '408', '429', '500', '502', '503', '504', 'poison'],
  /** Another content, or bytes that are no answer. */
  content: [
    'html',
    'text',
    'empty',
    'nolist',
    'redirect',
    'bom',
    'badgzip',
    'truncated',
    'drip',
    'flood',
    'reset',
    'stall',
  ],
  /** The honest answer with other quota headers. */
  quota: ['remaining0', 'quotalies'],
  /** The honest answer with one bad row. */
  row: ['proto', 'surrogate', 'noid', 'stringid', 'nullamount', 'textamount', 'longtext'],
  /** A list that is not the one asked for. */
  list: ['repeat', 'shrink', 'shift', 'totallow', 'totalhigh', 'totalnull', 'totaltext'],
} as const;

type Group = keyof typeof KINDS;
/** `parameter` is what stands in parentheses, else empty; `draw` is a seeded number for what the fault leaves open. */
interface FaultOf<G extends Group> {
  group: G;
  kind: (typeof KINDS)[G][number];
  parameter: string;
  draw: number;
}
export type StatusFault = FaultOf<'status'>;
export type ContentFault = FaultOf<'content'>;
export type QuotaFault = FaultOf<'quota'>;
export type RowFault = FaultOf<'row'>;
export type ListFault = FaultOf<'list'>;
export type Fault = StatusFault | ContentFault | QuotaFault | RowFault | ListFault;

const WAIT = /^(?:|\d{1,8}|date:-?\d{1,8}|garbage|none|bare)$/;
/** What may stand in parentheses; the empty text means that it may be left out. Of all others nothing may. */
const PARAMETERS: { [kind: string]: RegExp } = {
  429: WAIT,
  503: WAIT,
  poison: /^\d+(?::full)?$/,
  nolist: /^(?:|\{\}|\[\]|null|"x")$/,
  remaining0: /^\d{0,8}$/,
  quotalies: /^(?:|limit|double|past0?|millis0?)$/,
};

/**
 * The fault that a rule names, its seeded number to be filled in.
 * @throws BadFaultSpec
 */
export function readFault(rule: string, kind: string, parameter = ''): Fault {
  const groups = Object.keys(KINDS) as Group[];
  const group = groups.find((name) => (KINDS[name] as readonly string[]).includes(kind));
  if (group === undefined) {
    const known = groups.flatMap((name) => [...KINDS[name]]).join(', ');
    throw new BadFaultSpec(rule, `no fault is called "${kind}"; there are ${known}`);
  }
  if (!(PARAMETERS[kind] ?? /^$/).test(parameter))
    throw new BadFaultSpec(rule, `"${kind}" does not take "(${parameter})"`);
  return { group, kind, parameter, draw: 0 } as Fault;
}
