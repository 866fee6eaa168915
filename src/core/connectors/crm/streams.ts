import type { CrmStream, StreamFilter } from '../connector.ts';
import type { Condition } from '../paging/conditions.ts';
import { filterConditions, groupsOf } from '../paging/conditions.ts';
import type { PagePlan, Place, Surface } from '../paging/page-plan.ts';
import type { CrmResource } from './query.ts';
import { CONTACTS, GIFTS, queryRequest, SCHEDULES } from './query.ts';
import type { ParameterNames } from './query-options.ts';

const RESOURCES: Readonly<Record<CrmStream, CrmResource>> = {
  'crm.contacts': CONTACTS,
  'crm.gifts': GIFTS,
  'crm.recurring_gifts': SCHEDULES,
};
const OWN_MEMBERS: Readonly<Record<CrmStream, readonly string[]>> = {
  'crm.contacts': ['contactIndividuals'],
  'crm.gifts': ['amount'],
  'crm.recurring_gifts': ['amount'],
};
/** Parameters that hold a filter's field, the best first (A3). */
const PARAMETERS: Readonly<Record<StreamFilter['field'], readonly string[]>> = {
  date: ['Gift Date'],
  created: ['Create Date', 'Create DateTime UTC'],
  modified: ['Last Modified Date', 'Last Modified DateTime UTC'],
};
const OPERATORS = { from: 'OnOrAfter', to: 'OnOrBefore' };

export function resourceOf(stream: CrmStream): CrmResource {
  return RESOURCES[stream];
}

/** How a CRM+ stream is listed; `names` are the parameters that may be sent. */
export function crmPlan<S extends CrmStream>(
  stream: S,
  filter: StreamFilter | null,
  names: ParameterNames,
): PagePlan<S> {
  const resource = RESOURCES[stream];
  const parameter = filter && PARAMETERS[filter.field].find((name) => names?.has(name));
  const conditions = filter && parameter ? filterConditions(filter, parameter, OPERATORS) : [];
  const everything = surface(resource, 'query', []);
  return {
    stream,
    ownMembers: OWN_MEMBERS[stream],
    surfaces:
      conditions.length === 0
        ? [everything]
        : [surface(resource, 'query', conditions), { ...everything, name: 'query_unfiltered' }],
  };
}

function surface(
  resource: CrmResource,
  name: Surface['name'],
  filter: readonly Condition[],
): Surface {
  const { path, shortPath, idParameter } = resource;
  const ask = (path: string, { afterId, skip, take }: Place) => {
    const beyond =
      afterId === null ? [] : [{ parameter: idParameter, operator: 'GreaterThan', value: afterId }];
    return queryRequest(resource, path, { groups: groupsOf([...filter, ...beyond]), skip, take });
  };
  return {
    name,
    canKeyset: true,
    request: (place) => ask(path, place),
    ...(shortPath === null ? {} : { requestIds: (place: Place) => ask(shortPath, place) }),
  };
}
