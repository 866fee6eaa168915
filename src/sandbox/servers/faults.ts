import { draw, drawFraction, STREAM } from '../seeded-draw.ts';

/**
 * Faults on request. Grammar:
 *
 *     spec     = rule *( "," rule )
 *     rule     = product ":" resource ":" kind [ "@" nth ] [ "x" times ]  |  "rate:" probability
 *     product  = "raise" | "crm" | "*"
 *     resource = first path segment without case ("gift", "contact", "donor", "organization", …) | "*"
 *     kind     = "401" | "403" | "404" | "429" | "500" | "502" | "503" | "504" | "html" | "truncated" | "reset" | "stall"
 *     nth      = the first call that fails, counted from 1 over the calls the rule applies to (default 1)
 *     times    = how many calls in a row fail, or "*" for all that follow (default 1)
 *
 * `crm:gift:500@3x2` fails the third and fourth call to `/api/Gift…` of CRM+. `rate:0.05` fails 5 % of all calls with a
 * drawn 429, 500, 502, 503, 504 or reset; the same seed gives the same calls.
 */
export const FAULT_KINDS = [
  '401',
  '403',
  '404',
  '429',
  '500',
  '502',
  '503',
  '504',
  'html',
  'truncated',
  'reset',
  'stall',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Product = 'raise' | 'crm';

interface FaultRule {
  product: Product | '*';
  resource: string;
  kind: FaultKind;
  first: number;
  times: number;
  seen: number;
}

const RANDOM_KINDS: readonly FaultKind[] = ['429', '500', '502', '503', '504', 'reset'];

/** Decides for each call whether it fails. */
export interface Faults {
  next(product: Product, resource: string): FaultKind | undefined;
}

/** Parses a specification; an unreadable rule is an error, not ignored. */
export function makeFaults(spec: string, seed: number): Faults {
  const rules: FaultRule[] = [];
  let rate = 0;
  for (const text of spec
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const random = /^rate:(\d*\.?\d+)$/.exec(text);
    if (random !== null) rate = Number(random[1]);
    else rules.push(readRule(text));
  }
  let calls = 0;
  return {
    next(product, resource) {
      calls += 1;
      for (const rule of rules) {
        if (rule.product !== '*' && rule.product !== product) continue;
        if (rule.resource !== '*' && rule.resource !== resource.toLowerCase()) continue;
        rule.seen += 1;
        if (rule.seen >= rule.first && rule.seen < rule.first + rule.times) return rule.kind;
      }
      if (rate === 0 || drawFraction(seed, STREAM.fault, calls) >= rate) return undefined;
      return RANDOM_KINDS[draw(seed, STREAM.fault, -calls) % RANDOM_KINDS.length];
    },
  };
}

function readRule(text: string): FaultRule {
  const match = /^(raise|crm|\*):([A-Za-z]+|\*):([a-z0-9]+?)(?:@(\d+))?(?:x(\d+|\*))?$/.exec(text);
  const kind = FAULT_KINDS.find((known) => known === match?.[3]);
  if (match === null || kind === undefined)
    throw new Error(`sandbox faults: cannot read "${text}"`);
  const product = match[1] === 'raise' || match[1] === 'crm' ? match[1] : '*';
  const times = match[5] === '*' ? Infinity : Number(match[5] ?? 1);
  return {
    product,
    resource: (match[2] ?? '*').toLowerCase(),
    kind,
    first: Number(match[4] ?? 1),
    times,
    seen: 0,
  };
}
