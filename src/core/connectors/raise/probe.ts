import type { HttpRequest } from '../../http/http.ts';

/** The smallest call of which every Raise answers something: one campaign (docs/api-facts.md B2). */
export const RAISE_PROBE: HttpRequest = {
  method: 'GET',
  path: '/api/Campaign/list',
  query: { Skip: '0', Take: '1' },
  stream: 'reachability',
};
