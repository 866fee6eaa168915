import type { Quirks } from '../quirks.ts';
import { affects } from '../quirks.ts';
import type { Condition, Groups } from '../query/conditions.ts';
import { BadQuery, memberOf, readGroups } from '../query/conditions.ts';
import type { QueryClock } from '../query/date-values.ts';
import type { Parameter, Resource } from '../query/parameters.ts';
import { CRM_PARAMETERS } from '../query/parameters.ts';
import { queryOptions } from '../query/query-options.ts';
import { RowSelector } from '../query/select-rows.ts';
import { abbreviatedContact, abbreviatedGift, methodsOf } from '../shapes/crm-abbreviated.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord, textOf } from '../wire-record.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { organizationAnswer } from './crm-organization.ts';
import { errorAnswer } from './error-answers.ts';
import type { SandboxRequest } from './http-server.ts';
import { readPage, toldTotal } from './paging.ts';
import type { SandboxAnswer } from './send-answer.ts';

interface CrmResource {
  name: Resource;
  table: Table;
  selector: RowSelector;
  /** What a full answer makes of the stored record. */
  complete: (record: WireRecord) => WireRecord;
  abbreviate?: (full: WireRecord) => WireRecord;
  fullPath?: string;
}

/** The CRM+ half of the sandbox (docs/api-facts.md part A). Paths are case-sensitive. */
export function crmAnswers(
  world: World,
  quirks: Quirks,
  seed: number,
  clock: QueryClock,
): (request: SandboxRequest) => Promise<SandboxAnswer> {
  const { crm } = world;
  const make = (name: Resource, table: Table, more: Partial<CrmResource> = {}): CrmResource => ({
    name,
    table,
    selector: new RowSelector(table, seed),
    complete: (record) => record,
    ...more,
  });
  const resources = new Map<string, CrmResource>([
    [
      'Contact',
      make('contact', crm.contacts, {
        abbreviate: abbreviatedContact,
        fullPath: 'FullContact',
        ...(quirks.isArchivedField ? {} : { complete: withoutArchivedField }),
      }),
    ],
    ['Gift', make('gift', crm.gifts, { abbreviate: abbreviatedGift, fullPath: 'FullGift' })],
    ['RecurringGift', make('recurringGift', crm.recurringGifts)],
    ['Project', make('project', crm.projects)],
    ['Campaign', make('campaign', crm.campaigns)],
  ]);
  return async (request) => {
    const known = organizationAnswer(request, world.organization);
    if (known !== undefined) return { status: 200, body: known };
    const resource = resources.get(request.segments[0] ?? '');
    if (resource === undefined) return errorAnswer('crm', 404, request.path);
    try {
      return await answerResource(resource, request, quirks, clock);
    } catch (error) {
      if (error instanceof BadQuery)
        return errorAnswer('crm', 400, request.path, {}, error.message);
      throw error;
    }
  };
}

async function answerResource(
  resource: CrmResource,
  request: SandboxRequest,
  quirks: Quirks,
  clock: QueryClock,
): Promise<SandboxAnswer> {
  const [, second = '', third] = request.segments;
  const missing = errorAnswer('crm', 404, request.path);
  if (request.method === 'POST') {
    if (second !== 'Query' || (third !== undefined && third !== resource.fullPath)) return missing;
    return query(resource, request, quirks, clock, third !== undefined);
  }
  if (request.method !== 'GET')
    return {
      status: 405,
      body: { message: 'The requested resource does not support this http method.' },
    };
  if (second === 'QueryOptions')
    return { status: 200, body: queryOptions(CRM_PARAMETERS[resource.name]) };
  if (second === 'ByContact' && third !== undefined)
    return byContact(resource, third, request, quirks, clock);
  if (second === 'Find' && resource.name === 'contact')
    return found(findContact(resource.table, request.query), resource, missing);
  if (third !== undefined) return found(byReference(resource, second, third), resource, missing);
  const record = /^\d+$/.test(second) ? resource.table.get(Number(second)) : undefined;
  return found(record, resource, missing);
}

function found(
  record: WireRecord | undefined,
  resource: CrmResource,
  missing: SandboxAnswer,
): SandboxAnswer {
  if (record === undefined) return missing;
  const body = resource.complete(record);
  return {
    status: 200,
    body: resource.name === 'contact' ? { isCurrentUserFollowing: false, ...body } : body,
  };
}

function withoutArchivedField(contact: WireRecord): WireRecord {
  const { isArchived: _, ...rest } = contact;
  return rest;
}

async function query(
  resource: CrmResource,
  request: SandboxRequest,
  quirks: Quirks,
  clock: QueryClock,
  isFull: boolean,
): Promise<SandboxAnswer> {
  const read = readGroups(request.body, CRM_PARAMETERS[resource.name], false);
  const groups = affects(quirks.filterIgnored, 'crm') ? [] : read;
  const includeArchived =
    resource.name !== 'contact' || memberOf(request.body, 'includeArchived') === true;
  const sortBy = affects(quirks.sortIgnored, 'crm')
    ? 'scrambled'
    : sortMember(memberOf(request.body, 'sortBy'), resource.name);
  return page(
    resource,
    request,
    quirks,
    clock,
    { groups, includeArchived, sortBy, descending: memberOf(request.body, 'descending') === true },
    isFull,
  );
}

async function page(
  resource: CrmResource,
  request: SandboxRequest,
  quirks: Quirks,
  clock: QueryClock,
  asked: { groups: Groups; includeArchived: boolean; sortBy: string; descending: boolean },
  isFull: boolean,
): Promise<SandboxAnswer> {
  const { rows, total } = await resource.selector.select(
    {
      ...asked,
      ...readPage(request.query.get('skip'), request.query.get('take'), quirks.crmPageCap),
    },
    clock,
  );
  const { abbreviate, complete } = resource;
  const list = rows.map(isFull || abbreviate === undefined ? complete : abbreviate);
  return { status: 200, body: { list, total: toldTotal(quirks, 'crm', total, list.length) } };
}

const SORT_MEMBERS: { [name: string]: string } = {
  amount: 'amount',
  giftdate: 'giftDate',
  receiptdate: 'receiptDate',
  batch: 'batch',
  createddatetime: 'createDateTimeUtc',
  'last modified date': 'modifiedDateTimeUtc',
  'create datetime utc': 'createDateTimeUtc',
  'gift date': 'giftDate',
  name: 'name',
};

/** Names that are not known sort by id (what the live API does with them is unknown). */
function sortMember(sortBy: unknown, resource: Resource): string {
  const name = textOf(sortBy).toLowerCase();
  const isDate = resource === 'gift' || !name.startsWith('gift');
  return isDate ? (SORT_MEMBERS[name] ?? 'id') : 'id';
}

async function byContact(
  resource: CrmResource,
  contactId: string,
  request: SandboxRequest,
  quirks: Quirks,
  clock: QueryClock,
): Promise<SandboxAnswer> {
  const parameter: Parameter | undefined = CRM_PARAMETERS[resource.name].find(
    (known) => known.name === 'Contact Id',
  );
  if (parameter === undefined || resource.name === 'contact')
    return errorAnswer('crm', 404, request.path);
  const condition: Condition = {
    parameter,
    operator: 'Is',
    value: contactId,
    secondaryValue: null,
    values: [],
  };
  const sortBy = sortMember(request.query.get('sortBy'), resource.name);
  const descending = request.query.get('descending')?.toLowerCase() === 'true';
  return page(
    resource,
    request,
    quirks,
    clock,
    { groups: [[condition]], includeArchived: true, sortBy, descending },
    false,
  );
}

/** `GET /api/Contact/{source}/{id}` and `GET /api/Gift/{source}/{transactionId}`. */
function byReference(
  resource: CrmResource,
  source: string,
  reference: string,
): WireRecord | undefined {
  if (resource.name !== 'contact' && resource.name !== 'gift') return undefined;
  const member = resource.name === 'contact' ? 'contactReferences' : 'transactionId';
  const ids = resource.table.candidates(member, reference) ?? [];
  return ids
    .map((id) => resource.table.get(id))
    .find((record) => record !== undefined && refersBy(record, member, source, reference));
}

function refersBy(record: WireRecord, member: string, source: string, reference: string): boolean {
  const isSame = (a: unknown, b: string): boolean => String(a).toLowerCase() === b.toLowerCase();
  if (member === 'transactionId')
    return (
      isSame(record['transactionSource'], source) && isSame(record['transactionId'], reference)
    );
  const list: unknown = record['contactReferences'];
  return (
    Array.isArray(list) &&
    list.some(
      (entry: unknown) =>
        isWireRecord(entry) && isSame(entry['source'], source) && isSame(entry['id'], reference),
    )
  );
}

/** `GET /api/Contact/Find`: the reference wins over the email; exact match. */
function findContact(table: Table, asked: URLSearchParams): WireRecord | undefined {
  const reference = asked.get('referenceId');
  const source = asked.get('referenceSource');
  if (reference !== null && source !== null) {
    const ids = table.candidates('contactReferences', reference) ?? [];
    return ids
      .map((id) => table.get(id))
      .find(
        (record) =>
          record !== undefined && refersBy(record, 'contactReferences', source, reference),
      );
  }
  const email = asked.get('email')?.toLowerCase();
  if (email === undefined) return undefined;
  for (let id = table.next(0, false); id !== undefined; id = table.next(id, false)) {
    const record = table.get(id);
    if (
      record !== undefined &&
      methodsOf(record).some((method) => String(method['value']).toLowerCase() === email)
    )
      return record;
  }
  return undefined;
}
