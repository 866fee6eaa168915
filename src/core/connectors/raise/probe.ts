import type { HttpRequest } from '../../http/http.ts';

/** The smallest calls of which every Raise answers something: one campaign, one donor (docs/api-facts.md B2). */
export const RAISE_PROBES: readonly HttpRequest[] = ['Campaign', 'Donor'].map((resource) => ({
  method: 'GET',
  path: `/api/${resource}/list`,
  query: { Skip: '0', Take: '1' },
  stream: 'reachability',
}));
