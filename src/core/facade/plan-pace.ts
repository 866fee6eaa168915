import type { PlanPace } from '../audit/plan-ways.ts';
import { expectedSeconds } from '../http/expected-time.ts';
import type { Link } from './connect.ts';

/** How fast a link's products may be asked, as far as they have told, for the plan of an audit. */
export function planPace(link: Link): PlanPace {
  const { raise, crm } = link.quota();
  const hourlyLimit = { raise: raise?.limit ?? null, crm: crm?.limit ?? null };
  return {
    hourlyLimit,
    secondsFor: (product, calls) =>
      expectedSeconds(calls, link.requestsPerSecond[product], hourlyLimit[product]),
  };
}
