import type { PlanAlternative, PlannedStream, ReadingWay } from '../model/plan.ts';
import { RECORD_WORDS, type Product } from '../model/record-type.ts';
import { idsToRead } from '../model/recheck.ts';
import { isShortList, type AuditRequest } from '../model/request.ts';
import { productOf } from '../model/streams.ts';

type Calls = Readonly<Record<Product, number>>;

/** What calls to each product take in time, and how many an hour it allows; null if it doesn't say. */
export interface PlanPace {
  secondsFor(product: Product, calls: number): number;
  readonly hourlyLimit: Readonly<Record<Product, number | null>>;
}

/** Calls for one id: the record and its donor in Raise; what it links to and what refers to it in CRM+. */
const SINGLE: Readonly<Record<Product, number>> = { raise: 2, crm: 2 };
/** Calls from which the link convention is learned, whatever the number of ids. */
const LEARNING: Readonly<Record<Product, number>> = { raise: 11, crm: 2 };

/** The ways in which a request can be read, the chosen one first. Pure. */
export function weighWays(
  request: AuditRequest,
  streams: readonly PlannedStream[],
  overhead: Calls,
  pace: PlanPace,
): PlanAlternative[] {
  const lists = both(
    (product) => overhead[product] + sumOf(streams, product, ({ calls }) => calls),
  );
  const records = both((product) => sumOf(streams, product, (stream) => stream.records ?? 0));
  const way = (name: ReadingWay, calls: Calls, why: string): PlanAlternative => ({
    way: name,
    calls,
    minutes: Math.max(...PRODUCTS.map((product) => pace.secondsFor(product, calls[product]))) / 60,
    isChosen: false,
    why,
  });
  const few = singleReads(request);
  if (few === null)
    return chosen([
      way('lists', lists, `Whole lists, ${count(request.pageSize)} records a call.`),
      way(
        'record_by_record',
        { raise: lists.raise, crm: records.raise },
        'A call for each record of Raise, as the vendor’s guide does it; it would see no duplicates and nothing that is missing in Raise.',
      ),
    ]);
  const single = both((product) => overhead[product] + few.calls[product]);
  const one = way('single', single, `${few.what} one by one, with what they link to.`);
  if (isShortList(request)) return chosen([one]);
  const all = way('lists', lists, 'Whole lists, of which only these are judged.');
  return chosen(total(single) < total(lists) ? [one, all] : [all, one]);
}

/** What reading single records costs; null if lists were asked for. */
function singleReads({
  ids,
  records,
  recheck,
}: AuditRequest): { readonly calls: Calls; readonly what: string } | null {
  if (recheck !== null) {
    const { items } = recheck;
    const named = idsToRead(items);
    const raise = named.reduce((sum, { type, raise: ofRaise }) => {
      return sum + ofRaise.length * (type === 'donor' ? 1 : SINGLE.raise);
    }, 0);
    const crm = named.reduce((sum, { crm: ofCrm }) => sum + ofCrm.length, 0);
    const what = `What ${count(items.length)} ${items.length === 1 ? 'finding is' : 'findings are'} about,`;
    return { calls: { raise, crm: crm + items.length * SINGLE.crm }, what };
  }
  const [type] = records;
  if (ids === null || type === undefined || records.length !== 1) return null;
  const words = RECORD_WORDS[type];
  return {
    calls: both((product) => LEARNING[product] + ids.length * SINGLE[product]),
    what: `${count(ids.length)} ${ids.length === 1 ? words.one : words.many}`,
  };
}

const PRODUCTS = ['raise', 'crm'] as const;

function chosen([first, ...others]: PlanAlternative[]): PlanAlternative[] {
  return first === undefined ? [] : [{ ...first, isChosen: true }, ...others];
}

function sumOf(
  streams: readonly PlannedStream[],
  product: Product,
  of: (stream: PlannedStream) => number,
): number {
  return streams
    .filter(({ stream }) => productOf(stream) === product)
    .reduce((sum, stream) => sum + of(stream), 0);
}

function both(of: (product: Product) => number): Record<Product, number> {
  return { raise: of('raise'), crm: of('crm') };
}

function total(calls: Calls): number {
  return calls.raise + calls.crm;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
