import type { HttpRequest } from '../../http/http.ts';
import type { RaiseStream, StreamFilter } from '../connector.ts';
import type { Condition } from '../paging/conditions.ts';
import { filterConditions, groupsOf } from '../paging/conditions.ts';
import type { PagePlan, Place, Surface } from '../paging/page-plan.ts';

interface RaiseResource {
  readonly name: 'Donor' | 'Gift' | 'RecurringGift' | 'Campaign';
  readonly words: string;
  /** Campaigns are only listed (docs/api-facts.md B2). */
  readonly hasQuery: boolean;
  /** Members that the record's own form has, and rows of `metadata[]` don't (B2). */
  readonly ownMembers: readonly string[];
}

const RESOURCES: Readonly<Record<RaiseStream, RaiseResource>> = {
  'raise.donors': {
    name: 'Donor',
    words: 'donors',
    hasQuery: true,
    ownMembers: ['crmKey', 'firstName', 'email', 'createdDate'],
  },
  'raise.gifts': { name: 'Gift', words: 'gifts', hasQuery: true, ownMembers: ['amount'] },
  'raise.recurring_gifts': {
    name: 'RecurringGift',
    words: 'recurring gifts',
    hasQuery: true,
    ownMembers: ['amount'],
  },
  'raise.campaigns': { name: 'Campaign', words: 'campaigns', hasQuery: false, ownMembers: ['id'] },
};
/** Parameters are display names, as in the one public client (B2); only gifts have a date of their own. */
const PARAMETERS: Readonly<Record<StreamFilter['field'], string>> = {
  date: 'Date',
  created: 'Create Date',
  modified: 'Modified Date',
};
const OPERATORS = { from: 'GreaterThanOrEqual', to: 'LessThanOrEqual' };

/**
 * How a Raise stream is listed: by `POST /api/X/query`, whose conditions allow pages by id; where the product doesn't
 * have that or answers in another form, by `GET /api/X/list`, which only has offsets.
 */
export function raisePlan<S extends RaiseStream>(
  stream: S,
  filter: StreamFilter | null,
): PagePlan<S> {
  const resource = RESOURCES[stream];
  const list: Surface = {
    name: 'list',
    canKeyset: false,
    request: (place) => listRequest(resource, place),
  };
  const hasParameter = filter !== null && (filter.field !== 'date' || stream === 'raise.gifts');
  const conditions = hasParameter
    ? filterConditions(filter, PARAMETERS[filter.field], OPERATORS)
    : [];
  const query = querySurface(resource, []);
  const surfaces: readonly Surface[] =
    conditions.length === 0
      ? [query]
      : [querySurface(resource, conditions), { ...query, name: 'query_unfiltered' }];
  const [first, ...others] = resource.hasQuery ? [...surfaces, list] : [list];
  return { stream, ownMembers: resource.ownMembers, surfaces: [first ?? list, ...others] };
}

function querySurface(resource: RaiseResource, filter: readonly Condition[]): Surface {
  const ask = ({ afterId, skip, take }: Place, includeDetails: boolean): HttpRequest => {
    const beyond =
      afterId === null ? [] : [{ parameter: 'Id', operator: 'GreaterThan', value: afterId }];
    return {
      method: 'POST',
      path: `/api/${resource.name}/query`,
      body: {
        groups: groupsOf([...filter, ...beyond]),
        sortBy: 'id',
        descending: false,
        skip,
        take,
        includeDetails,
        selectedColumns: [],
      },
      stream: resource.words,
    };
  };
  return {
    name: 'query',
    canKeyset: true,
    request: (place) => ask(place, true),
    requestIds: (place) => ask(place, false),
  };
}

/** Parameters are PascalCase: lower-case ones are not recognised (B2). */
function listRequest(resource: RaiseResource, { skip, take }: Place): HttpRequest {
  const query = {
    Skip: String(skip),
    Take: String(take),
    SortBy: 'id',
    Descending: 'false',
    IncludeDetails: 'true',
  };
  return { method: 'GET', path: `/api/${resource.name}/list`, query, stream: resource.words };
}
