import type { HttpRequest } from '../../http/http.ts';
import { ORGANIZATION_PATH } from './organization.ts';
import { CONTACTS, queryRequest } from './query.ts';

/** The smallest calls of which every CRM+ answers something: who we are, and one contact in short (docs/api-facts.md A1, A3). */
export const CRM_PROBES: readonly HttpRequest[] = [
  { method: 'GET', path: ORGANIZATION_PATH, stream: 'reachability' },
  {
    ...queryRequest(CONTACTS, '/api/Contact/Query', { groups: [], skip: 0, take: 1 }),
    stream: 'reachability',
  },
];
