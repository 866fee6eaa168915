import type { HttpRequest } from '../../http/http.ts';
import { ORGANIZATION_PATH } from './organization.ts';

/** The smallest call of which every CRM+ answers something: who we are (docs/api-facts.md A1). */
export const CRM_PROBE: HttpRequest = {
  method: 'GET',
  path: ORGANIZATION_PATH,
  stream: 'reachability',
};
