import type { CallKind, LoggedRequest } from '../../src/sandbox/index.ts';
import type { Product } from '../../src/core/model/record-type.ts';
import { FAULTS, type Fault } from './fault-list.ts';

export type Duration = 'once' | 'three times' | 'for ever';

export interface Case {
  readonly name: string;
  readonly product: Product;
  readonly fault: Fault;
  readonly callKind: CallKind;
  readonly duration: Duration;
  readonly spec: string;
}

interface Target {
  readonly callKind: CallKind;
  readonly resource: string;
}

/** Gifts stand for all lists: they have the most pages. Counts and identity come before anything is read. */
const TARGETS: Readonly<Record<Product, readonly Target[]>> = {
  raise: [
    { callKind: 'list', resource: 'gift' },
    { callKind: 'one', resource: '*' },
    { callKind: 'count', resource: '*' },
  ],
  crm: [
    { callKind: 'list', resource: 'gift' },
    { callKind: 'one', resource: '*' },
    { callKind: 'find', resource: '*' },
    { callKind: 'count', resource: '*' },
    { callKind: 'identity', resource: 'organization' },
  ],
};
const TIMES: Readonly<Record<Duration, string>> = {
  once: 'x1',
  'three times': 'x3',
  'for ever': 'x*',
};

/** All of the matrix, or of each fault and kind of call as many as meet each place and each duration once. */
export type Share = 'whole' | 'a third';

/**
 * Every fault × kind of call × (first, middle, last) × (once, three times, for ever) that makes sense, by the calls that an
 * undisturbed audit makes.
 */
export function casesOf(
  product: Product,
  undisturbed: readonly LoggedRequest[],
  share: Share,
): Case[] {
  return TARGETS[product].flatMap((target) => {
    const calls = undisturbed.filter((request) => isTarget(request, product, target)).length;
    return FAULTS.filter((fault) => fault.calls?.includes(target.callKind) ?? true).flatMap(
      (fault) => {
        const places = positions(calls, fault.isSlow ?? false);
        const isWhole = share === 'whole' || places.length < 3;
        return places.flatMap(([place, nth], at) =>
          durations(fault, target, place)
            .filter((_, of, all) => isWhole || of === (at + all.length - 1) % all.length)
            .map((duration) => caseOf(product, fault, target, { place, nth, duration })),
        );
      },
    );
  });
}

function caseOf(
  product: Product,
  fault: Fault,
  { callKind, resource }: Target,
  at: { readonly place: string; readonly nth: number; readonly duration: Duration },
): Case {
  const { place, nth, duration } = at;
  return {
    name: `${fault.verb} on the ${place} ${callKind}, ${duration}`,
    product,
    fault,
    callKind,
    duration,
    spec: `${product}:${resource}/${callKind}:${fault.verb}@${nth}${TIMES[duration]}`,
  };
}

/** Where there are fewer than three calls, fewer places. */
function positions(calls: number, isSlow: boolean): [string, number][] {
  const all: [string, number][] = [
    ['first', 1],
    ['middle', Math.ceil(calls / 2)],
    ['last', calls],
  ];
  const distinct = all.filter(
    ([, nth], index) => nth > 0 && all.findIndex(([, other]) => other === nth) === index,
  );
  return isSlow ? distinct.slice(0, 1) : distinct;
}

/** What lasts for ever from the last call on is what strikes it once, but for the tries. */
function durations(fault: Fault, { callKind }: Target, place: string): Duration[] {
  const canStay = (fault.forEver ?? fault.calls)?.includes(callKind) ?? true;
  if (fault.isSlow) return canStay && place === 'first' ? ['once', 'for ever'] : ['once'];
  return ['once', 'three times', ...(canStay ? (['for ever'] as const) : [])];
}

function isTarget(
  request: LoggedRequest,
  product: Product,
  { callKind, resource }: Target,
): boolean {
  if (request.product !== product || request.callKind !== callKind) return false;
  return resource === '*' || request.path.toLowerCase().startsWith(`/api/${resource}`);
}
