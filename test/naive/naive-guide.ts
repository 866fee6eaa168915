import { startOfDay } from '../../src/core/model/instants.ts';
import { parseDay } from '../../src/core/model/days.ts';
import type { RunningSandbox, WireRecord } from '../../src/sandbox/index.ts';

/**
 * What the vendor guide's sample code does, told again in small functions with its faults left in (product.md §9). It is
 * here to be wrong: each scenario `fault-…` must tell it from the auditor.
 */

export type Resource = 'Donor' | 'Gift' | 'RecurringGift';
type QuickState = 'not_yet_synced' | 'orphaned_crm_key' | 'crm_unreachable' | 'consistent';

const COUNTERPART: Readonly<Record<Resource, string>> = {
  Donor: 'Contact',
  Gift: 'Gift',
  RecurringGift: 'RecurringGift',
};

/** Pattern 1. Whatever Raise answers is taken for the record; whatever CRM+ answers with success, for its counterpart. */
export async function quickCheck(
  sandbox: RunningSandbox,
  resource: Resource,
  raiseId: number,
): Promise<QuickState> {
  const answer = await get(sandbox, 'raise', `/api/${resource}/${raiseId}`);
  const { crmKey } = (await answer.json()) as { crmKey?: string | null };
  return crmKey ? linkState(sandbox, resource, crmKey) : 'not_yet_synced';
}

/** The second half of it: one state for whatever is neither found nor absent. */
export async function linkState(
  sandbox: RunningSandbox,
  resource: Resource,
  crmKey: string,
): Promise<QuickState> {
  const answer = await get(sandbox, 'crm', `/api/${COUNTERPART[resource]}/${crmKey}`);
  await answer.text();
  if (answer.status === 404) return 'orphaned_crm_key';
  return answer.ok ? 'consistent' : 'crm_unreachable';
}

/** Pattern 1 in bulk: every donor asks for its own contact. */
export async function bulkCheck(
  sandbox: RunningSandbox,
  donors: readonly WireRecord[],
): Promise<QuickState[]> {
  const keyed = donors.filter((donor) => donor['crmKey']);
  return Promise.all(keyed.map((donor) => linkState(sandbox, 'Donor', String(donor['crmKey']))));
}

/** The bounds of a day: the customer's midnight, written as the UTC day on which it happens to fall. */
export function boundsOfDay(day: string, timeZone: string): readonly [string, string] {
  const midnight = startOfDay(parseDay(day) ?? NaN, timeZone);
  const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return [utcDay(midnight), utcDay(midnight + 86_400_000)];
}

export interface NaiveResult {
  readonly raiseGifts: readonly WireRecord[];
  readonly crmGifts: readonly WireRecord[];
  /** Ids of Raise gifts that are alerted as missing in CRM+. */
  readonly inRaiseNotInCrm: readonly unknown[];
  /** Ids of CRM+ gifts that are counted as missing in Raise. */
  readonly inCrmNotInRaise: readonly unknown[];
  /** Ids of Raise gifts for which no CRM+ gift is found by their id, whether they alert or not. */
  readonly notFoundById: readonly unknown[];
}

/** Pattern 3. Both sides once, without paging; days, if any, strictly between the bounds. */
export async function reconcileGifts(
  sandbox: RunningSandbox,
  bounds?: readonly [string, string],
  signal?: AbortSignal,
): Promise<NaiveResult> {
  const raise = await post(sandbox, 'raise', '/api/Gift/query', 'Date', bounds, signal);
  const crm = await post(sandbox, 'crm', '/api/Gift/Query/FullGift', 'Gift Date', bounds, signal);
  const raiseGifts = raise['items'] as WireRecord[];
  const crmGifts = crm['list'] as WireRecord[];
  const raiseByCrmKey = new Map(
    raiseGifts.filter((gift) => gift['crmKey']).map((gift) => [gift['crmKey'], gift]),
  );
  const crmByRaiseId = new Map(
    crmGifts.filter((gift) => sourceId(gift)).map((gift) => [sourceId(gift), gift]),
  );
  const notFound = raiseGifts.filter((gift) => !crmByRaiseId.has(gift['id']));
  const strays = crmGifts.filter((gift) => sourceId(gift) && !raiseByCrmKey.has(sourceId(gift)));
  const idsOf = (gifts: readonly WireRecord[]): unknown[] => gifts.map((gift) => gift['id']);
  return {
    raiseGifts,
    crmGifts,
    inRaiseNotInCrm: idsOf(notFound.filter((gift) => gift['crmKey'])),
    inCrmNotInRaise: idsOf(strays),
    notFoundById: idsOf(notFound),
  };
}

/** The Raise id that a CRM+ gift carries, as it comes. */
function sourceId(gift: WireRecord): unknown {
  const id = gift['transactionId'];
  return typeof id === 'string' ? id.replace(/^rd2-/, '') : id;
}

function get(sandbox: RunningSandbox, product: 'raise' | 'crm', path: string): Promise<Response> {
  const [origin, token] = reach(sandbox, product);
  return fetch(origin + path, { headers: { authorization: `Bearer ${token}` } });
}

async function post(
  sandbox: RunningSandbox,
  product: 'raise' | 'crm',
  path: string,
  parameter: string,
  bounds: readonly [string, string] | undefined,
  signal: AbortSignal | undefined,
): Promise<WireRecord> {
  const [origin, token] = reach(sandbox, product);
  const [after, before] = product === 'raise' ? ['GreaterThan', 'LessThan'] : ['After', 'Before'];
  const conditions = bounds && [
    { parameter, operator: after, value: bounds[0] },
    { parameter, operator: before, value: bounds[1] },
  ];
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ groups: conditions ? [{ conditions }] : [] }),
    signal: signal ?? null,
  });
  return (await answer.json()) as WireRecord;
}

function reach(sandbox: RunningSandbox, product: 'raise' | 'crm'): readonly [string, string] {
  return product === 'raise'
    ? [sandbox.raiseUrl, sandbox.raiseToken]
    : [sandbox.crmUrl, sandbox.crmToken];
}
