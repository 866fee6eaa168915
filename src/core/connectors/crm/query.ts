import type { HttpRequest } from '../../http/http.ts';
import type { Condition } from '../paging/conditions.ts';

/** What CRM+ lists for a stream (docs/api-facts.md A3): full forms where there are any, for only they carry references. */
export interface CrmResource {
  readonly name: 'Contact' | 'Gift' | 'RecurringGift';
  readonly path: string;
  /** The same query in the abbreviated form, for a record on which the full one fails; null if there is but one. */
  readonly shortPath: string | null;
  readonly idParameter: string;
  /** What is read, in a person's words. */
  readonly words: string;
}

export const CONTACTS: CrmResource = {
  name: 'Contact',
  path: '/api/Contact/Query/FullContact',
  shortPath: '/api/Contact/Query',
  idParameter: 'Contact Id',
  words: 'contacts',
};
export const GIFTS: CrmResource = {
  name: 'Gift',
  path: '/api/Gift/Query/FullGift',
  shortPath: '/api/Gift/Query',
  idParameter: 'Gift Id',
  words: 'gifts',
};
export const SCHEDULES: CrmResource = {
  name: 'RecurringGift',
  path: '/api/RecurringGift/Query',
  shortPath: null,
  idParameter: 'Recurring Gift Id',
  words: 'recurring gifts',
};

export interface CrmQuery {
  readonly groups: readonly { readonly conditions: readonly Condition[] }[];
  readonly skip: number;
  readonly take: number;
}

/**
 * A query sorted by id. `skip` and `take` stand in the URL, where every production client has them (A3). Archived
 * contacts are left out unless asked for (A5).
 */
export function queryRequest(
  resource: CrmResource,
  path: string,
  { groups, skip, take }: CrmQuery,
): HttpRequest {
  const archived = resource.name === 'Contact' ? { includeArchived: true } : {};
  return {
    method: 'POST',
    path,
    query: { skip: String(skip), take: String(take) },
    body: { groups, sortBy: 'Id', descending: false, ...archived },
    stream: resource.words,
  };
}
