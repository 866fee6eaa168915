import type { Quirks } from '../quirks.ts';
import { affects } from '../quirks.ts';
import type { Groups } from '../query/conditions.ts';
import { BadQuery, memberOf, readGroups } from '../query/conditions.ts';
import type { QueryClock } from '../query/date-values.ts';
import type { Resource } from '../query/parameters.ts';
import { RAISE_PARAMETERS } from '../query/parameters.ts';
import { RowSelector } from '../query/select-rows.ts';
import type { WireRecord } from '../wire-record.ts';
import { textOf } from '../wire-record.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { errorAnswer } from './error-answers.ts';
import type { SandboxRequest } from './http-server.ts';
import { readPage, toldTotal } from './paging.ts';
import { columnForm } from './raise-columns.ts';
import type { SandboxAnswer } from './send-answer.ts';

interface RaiseResource {
  name: Resource;
  table: Table;
  selector: RowSelector;
  complete: (record: WireRecord) => WireRecord;
}

/** The Raise half of the sandbox (docs/api-facts.md part B). */
export function raiseAnswers(
  world: World,
  quirks: Quirks,
  seed: number,
  clock: QueryClock,
): (request: SandboxRequest) => Promise<SandboxAnswer> {
  const { raise } = world;
  const same = (record: WireRecord): WireRecord => record;
  const make = (name: Resource, table: Table, complete = same): RaiseResource => ({
    name,
    table,
    selector: new RowSelector(table, seed),
    complete,
  });
  /** B5: a schedule carries its full donor. */
  const withDonor = (schedule: WireRecord): WireRecord =>
    'donor' in schedule
      ? schedule
      : { ...schedule, donor: raise.donors.get(Number(schedule['donorId'])) ?? null };
  const resources = new Map<string, RaiseResource>([
    ['donor', make('donor', raise.donors)],
    ['gift', make('gift', raise.gifts)],
    ['recurringgift', make('recurringGift', raise.recurringGifts, withDonor)],
    ['campaign', make('campaign', raise.campaigns)],
  ]);
  return async (request) => {
    const resource = resources.get(request.segments[0]?.toLowerCase() ?? '');
    const missing = errorAnswer('raise', 404, request.path);
    if (resource === undefined) return missing;
    const [, second = '', third] = request.segments;
    try {
      if (
        request.method === 'POST' &&
        second.toLowerCase() === 'query' &&
        resource.name !== 'campaign' &&
        !quirks.raiseQueryMissing
      ) {
        return await query(resource, request, quirks, clock, raise.donors);
      }
      if (request.method !== 'GET') return missing;
      if (second.toLowerCase() === 'list')
        return await list(resource, request.query, quirks, clock);
      if (resource.name === 'donor' && third?.toLowerCase() === 'gifts')
        return await giftsOfDonor(resources.get('gift'), second, request, quirks, clock);
      const record =
        /^\d+$/.test(second) && third === undefined
          ? resource.table.get(Number(second))
          : undefined;
      return record === undefined ? missing : { status: 200, body: resource.complete(record) };
    } catch (error) {
      if (error instanceof BadQuery)
        return errorAnswer('raise', 400, request.path, {}, error.message);
      throw error;
    }
  };
}

/** `POST /api/X/query` (B2): the page is in the body; columns asked for turn the answer into the metadata form. */
async function query(
  resource: RaiseResource,
  request: SandboxRequest,
  quirks: Quirks,
  clock: QueryClock,
  donors: Table,
): Promise<SandboxAnswer> {
  const { body } = request;
  const columns = memberOf(body, 'selectedColumns');
  const read = readGroups(body, RAISE_PARAMETERS[resource.name], true);
  const { rows, total } = await resource.selector.select(
    {
      groups: affects(quirks.filterIgnored, 'raise') ? [] : read,
      includeArchived: true,
      sortBy: affects(quirks.sortIgnored, 'raise')
        ? 'scrambled'
        : sortMember(memberOf(body, 'sortBy')),
      descending: memberOf(body, 'descending') === true,
      ...readPage(memberOf(body, 'skip'), memberOf(body, 'take'), quirks.raisePageCap),
    },
    clock,
  );
  const isColumnForm = Array.isArray(columns) && columns.length > 0;
  const items = isColumnForm
    ? rows.map((row) => columnForm(row, columns.map(String), donors.get(Number(row['donorId']))))
    : rows.map(resource.complete);
  return { status: 200, body: { items, total: toldTotal(quirks, 'raise', total, items.length) } };
}

/** `GET /api/X/list`: parameter names in PascalCase only. */
async function list(
  resource: RaiseResource,
  asked: URLSearchParams,
  quirks: Quirks,
  clock: QueryClock,
): Promise<SandboxAnswer> {
  return servePage(resource, asked, quirks, clock, []);
}

async function giftsOfDonor(
  gifts: RaiseResource | undefined,
  donorId: string,
  request: SandboxRequest,
  quirks: Quirks,
  clock: QueryClock,
): Promise<SandboxAnswer> {
  const parameter = RAISE_PARAMETERS.gift.find((known) => known.name === 'Donor Id');
  if (gifts === undefined || parameter === undefined)
    return errorAnswer('raise', 404, request.path);
  return servePage(gifts, request.query, quirks, clock, [
    [{ parameter, operator: 'Is', value: donorId, secondaryValue: null, values: [] }],
  ]);
}

async function servePage(
  resource: RaiseResource,
  asked: URLSearchParams,
  quirks: Quirks,
  clock: QueryClock,
  groups: Groups,
): Promise<SandboxAnswer> {
  const { rows, total } = await resource.selector.select(
    {
      groups,
      includeArchived: true,
      sortBy: affects(quirks.sortIgnored, 'raise') ? 'scrambled' : sortMember(asked.get('SortBy')),
      descending: asked.get('Descending') === 'true',
      ...readPage(asked.get('Skip'), asked.get('Take'), quirks.raisePageCap),
    },
    clock,
  );
  return {
    status: 200,
    body: {
      items: rows.map(resource.complete),
      total: toldTotal(quirks, 'raise', total, rows.length),
    },
  };
}

const SORT_MEMBERS: { [name: string]: string } = {
  amount: 'amount',
  date: 'date',
  status: 'status',
  createdate: 'createdDate',
  createddate: 'createdDate',
  createddatetime: 'createdDate',
  'create date': 'createdDate',
  modifieddate: 'modifiedDate',
  'modified date': 'modifiedDate',
  donorname: 'donorId',
  name: 'name',
};

function sortMember(sortBy: unknown): string {
  return SORT_MEMBERS[textOf(sortBy).toLowerCase()] ?? 'id';
}
