import { memberOf } from '../query/conditions.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';
import type { SandboxRequest } from './http-server.ts';

export type Product = 'raise' | 'crm';

/** The calls that a fault can name. */
export const CALL_KINDS = ['list', 'count', 'find', 'one', 'identity'] as const;

/**
 * What a call is for, as far as a server can tell:
 * - `list`: a page of a listing. A page of one row is one too, if it says where the listing goes on;
 * - `count`: the first page with `take` 1, which is asked for its total;
 * - `find`: the records of an owner or of transaction ids, by a query with no other conditions or by a path;
 * - `one`: a single record, by its id or by a reference;
 * - `identity`: who the token belongs to, what it may do and which parameters there are;
 * - `other`: none of these, so nothing that Tieout asks.
 */
export type CallKind = (typeof CALL_KINDS)[number] | 'other';

const IDENTITY = new Set(['organization', 'permission']);
const OWNERS = new Set(['transaction id', 'contact id', 'donor id']);
const EQUAL = new Set(['Is', 'In', 'IsAnyOf']);
const BEYOND = new Set(['GreaterThan', 'GreaterThanOrEqual']);

export function callKindOf(product: Product, request: SandboxRequest): CallKind {
  const [first = '', second = '', third] = request.segments.map((part) => part.toLowerCase());
  if (IDENTITY.has(first) || second === 'queryoptions') return 'identity';
  if (request.method === 'POST') return second === 'query' ? queryKind(request) : 'other';
  if (request.method !== 'GET' || second === '') return 'other';
  if (product === 'raise' && second === 'list') return pageKind(request, []);
  if (second === 'bycontact' || third === 'gifts') return 'find';
  return 'one';
}

/** `{"groups":…,"skip":…,"take":…}` of a POST, the query string of a GET: equal texts asked for the same page. */
export function askedText(request: SandboxRequest): string {
  if (request.method !== 'POST') return request.search;
  const groups = sorted(memberOf(request.body, 'groups') ?? null);
  return JSON.stringify({
    groups,
    skip: pageMember(request, 'skip'),
    take: pageMember(request, 'take'),
  });
}

function queryKind(request: SandboxRequest): CallKind {
  const groups = memberOf(request.body, 'groups');
  const conditions = (Array.isArray(groups) ? groups : []).map(conditionsOf);
  const isFind =
    conditions.length > 0 &&
    conditions.every((group) => group.length > 0 && group.every(namesOwner));
  return isFind ? 'find' : pageKind(request, conditions.flat());
}

/** Pages halve down to one row where a server fails: those go on from an id or a row, and a count never does. */
function pageKind(request: SandboxRequest, conditions: readonly WireRecord[]): CallKind {
  const goesOn =
    Number(pageMember(request, 'skip')) > 0 ||
    conditions.some(
      (condition) =>
        BEYOND.has(String(condition['operator'])) && / ?id$/i.test(String(condition['parameter'])),
    );
  return pageMember(request, 'take') === 1 && !goesOn ? 'count' : 'list';
}

function conditionsOf(group: unknown): readonly WireRecord[] {
  const conditions = isWireRecord(group) ? memberOf(group, 'conditions') : undefined;
  return Array.isArray(conditions) ? conditions.filter(isWireRecord) : [];
}

function namesOwner(condition: WireRecord): boolean {
  const { parameter, operator } = condition;
  return OWNERS.has(String(parameter).toLowerCase()) && EQUAL.has(String(operator));
}

/** `skip` or `take` as a number, from the query string or else the body; null if it was not asked for. */
function pageMember(request: SandboxRequest, name: 'skip' | 'take'): unknown {
  const inQuery = [...request.query].find(([key]) => key.toLowerCase() === name)?.[1];
  const value = inQuery ?? memberOf(request.body, name) ?? null;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

/** The same value with the members of its objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isWireRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}
