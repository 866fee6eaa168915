import { BadFaultSpec, readRate, splitSpec, Turns, TURNS } from '../fault-spec.ts';
import { draw, drawFraction, STREAM } from '../seeded-draw.ts';
import type { CallKind, Product } from './call-kind.ts';
import { CALL_KINDS } from './call-kind.ts';
import type { Fault } from './fault-kinds.ts';
import { readFault } from './fault-kinds.ts';

/**
 * Faults on request. Grammar:
 *
 *     spec     = rule *( "," rule )
 *     rule     = product ":" resource [ "/" call ] ":" fault [ "(" parameter ")" ] [ "@" nth ] [ "x" times ]
 *              | "rate:" probability
 *     product  = "raise" | "crm" | "*"
 *     resource = first path segment without case ("gift", "contact", "donor", "organization", …) | "*"
 *     call     = "list" | "count" | "find" | "one" | "identity" (call-kind.ts); without it, all calls
 *     nth      = the first call that fails, counted from 1 over the calls that the rule applies to (default 1)
 *     times    = how many calls in a row fail, or "*" for all that follow (default 1)
 *
 * Faults, with what may stand in their parentheses:
 *
 *     401 403 404 407 408 500 502 504
 *     429 503       Retry-After: seconds | date:seconds | garbage | none | bare (no quota headers either); else 1
 *     poison        500 while the answer holds this record: id | id:full (in its full form only)
 *     html text empty redirect    a page, "OK", nothing; 302 to elsewhere with a secret in its address
 *     nolist        JSON without a list: {} | [] | null | "x"; else a drawn one
 *     bom badgzip   the honest answer behind a byte order mark; damaged
 *     truncated drip flood        half of it, then FIN; a space each 50 ms for ever; spaces as fast as they are read
 *     reset stall   RST; no answer at all
 *     remaining0    honest, but the quota is spent for so many seconds; else 60
 *     quotalies     limit | double | past | past0 | millis | millis0; else a drawn one (quota-lies.ts)
 *     proto surrogate noid stringid nullamount textamount longtext      one row is spoiled (spoiled-row.ts)
 *     repeat shrink shift totallow totalhigh totalnull totaltext        another list (bent-list.ts)
 *
 * `crm:gift:500@3x2` fails the third and fourth call to `/api/Gift…` of CRM+; `crm:gift/list:429(120)x*` all pages of
 * gifts. Every rule counts all calls that it applies to; where several rules are due, the first one counts. `rate:0.05`
 * fails 5 % of all calls with a drawn 429, 500, 502, 503, 504 or reset. The same seed gives the same faults.
 */
const RULE = new RegExp(
  `^(?<product>raise|crm|\\*):(?<resource>[A-Za-z]+|\\*)(?:/(?<call>[A-Za-z]+))?` +
    `:(?<fault>[a-z0-9]+?)(?:\\((?<parameter>[^()]+)\\))?${TURNS}$`,
);
const RANDOM_KINDS = ['429', '500', '502', '503', '504', 'reset'];

/** A call as the rules see it. */
export interface FaultyCall {
  product: Product;
  resource: string;
  callKind: CallKind;
}

interface FaultRule {
  product: string;
  resource: string;
  call: string;
  fault: Fault;
  turns: Turns;
}

/** Decides for each call whether it fails, and how. */
export interface Faults {
  next(call: FaultyCall): Fault | undefined;
  /** The rows of the last list page by product and resource; null unless a rule repeats pages. */
  lastPages: Map<string, readonly unknown[]> | null;
}

/**
 * Parses a specification; an unreadable rule is an error, not ignored.
 * @throws BadFaultSpec
 */
export function makeFaults(spec: string, seed: number): Faults {
  const rules: FaultRule[] = [];
  let rate = 0;
  for (const text of splitSpec(spec)) {
    const told = readRate(text);
    if (told === undefined) rules.push(readRule(text));
    else rate = told;
  }
  const calls = { raise: 0, crm: 0 };
  const drawn = ({ product }: FaultyCall): Fault | undefined => {
    // Both products are read at once: each has draws of its own, so that the other's pace does not change them.
    const own = product === 'raise' ? ~seed : seed;
    calls[product] += 1;
    if (drawFraction(own, STREAM.fault, calls[product]) >= rate) return undefined;
    const choice = draw(own, STREAM.fault, -calls[product]);
    return readFault('rate', RANDOM_KINDS[choice % RANDOM_KINDS.length] ?? '500');
  };
  return {
    lastPages: rules.some(({ fault }) => fault.kind === 'repeat') ? new Map() : null,
    next(call) {
      let due: Fault | undefined;
      for (const [at, rule] of rules.entries()) {
        if (!appliesTo(rule, call) || !rule.turns.isDue()) continue;
        due ??= { ...rule.fault, draw: draw(seed + at, STREAM.faultChoice, rule.turns.seen) };
      }
      const byRate = drawn(call);
      return due ?? byRate;
    },
  };
}

function appliesTo(rule: FaultRule, { product, resource, callKind }: FaultyCall): boolean {
  return (
    (rule.product === '*' || rule.product === product) &&
    (rule.resource === '*' || rule.resource === resource.toLowerCase()) &&
    (rule.call === '*' || rule.call === callKind)
  );
}

function readRule(text: string): FaultRule {
  const parts = RULE.exec(text)?.groups;
  if (parts === undefined)
    throw new BadFaultSpec(
      text,
      'a rule is product:resource[/call]:fault[(parameter)][@nth][xtimes], its product raise, crm or *',
    );
  const { product = '*', resource = '*', call = '*', fault = '', parameter, nth, times } = parts;
  if (call !== '*' && !CALL_KINDS.some((known) => known === call))
    throw new BadFaultSpec(text, `a call is one of ${CALL_KINDS.join(', ')}`);
  return {
    product,
    resource: resource.toLowerCase(),
    call,
    fault: readFault(text, fault, parameter),
    turns: new Turns(text, nth, times),
  };
}
