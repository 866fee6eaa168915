import { weighWays } from '../../src/core/audit/plan-ways.ts';
import { DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import type { PlannedStream } from '../../src/core/model/plan.ts';
import type { Product } from '../../src/core/model/record-type.ts';
import type { StreamName } from '../../src/core/model/streams.ts';
import { crmHours } from './hours.ts';
import { smallAudit, type SmallAudit } from './small-audit.ts';

type Calls = Readonly<Record<Product, number>>;

const SMALL = { name: 'S', donors: 5000, gifts: 30_000 };
const ORGANIZATIONS = [
  SMALL,
  { name: 'M', donors: 50_000, gifts: 400_000 },
  { name: 'L', donors: 250_000, gifts: 3_000_000 },
];
const HOURLY = [5000, 1500];
const PAGE = 1000;
/** With pages a tenth as large S has as many of them as an organization ten times its size. */
const SMALL_PAGE = 100;

/**
 * Calls and hours of organizations of three sizes. S is audited by HTTP; M and L are computed: their lists by the planner's own
 * arithmetic, whose figure for S stands beside the requests that came, and the calls that confirm as many for each gift as S
 * took, which is the most: the larger the audit, the more of them are asked for together.
 */
export async function organizationFigures(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const audits = new Map<number, SmallAudit>();
  for (const hourlyLimit of HOURLY)
    audits.set(hourlyLimit, await smallAudit(SMALL, { hourlyLimit, pageSize: PAGE }));
  const [measured] = audits.values();
  if (measured === undefined) throw new Error('Nothing was audited.');
  const tenth = await smallAudit(SMALL, { hourlyLimit: 5000, pageSize: SMALL_PAGE });
  figures['S by HTTP: calls'] = total(measured.calls);
  for (const [limit, { hours }] of audits) figures[`S by HTTP: hours at ${limit}`] = hours;
  figures['S by HTTP: listing, planned'] = measured.plannedListing;
  figures['S by HTTP: listing, made'] = total(measured.listing);
  figures['S by HTTP, pages of 100: listing, planned'] = tenth.plannedListing;
  figures['S by HTTP, pages of 100: listing, made'] = total(tenth.listing);
  for (const { name, gifts } of ORGANIZATIONS) {
    const size = gifts / SMALL.gifts;
    const { raise: raiseConfirming, crm: crmConfirming } = both(
      (product) => (measured.calls[product] - measured.listing[product]) * size,
    );
    const streams = streamsOf(name, measured);
    const [lists, guide] = weighWays(DEFAULT_REQUEST, streams, { raise: 0, crm: 1 }, NO_PACE);
    if (lists === undefined || guide === undefined) throw new Error('Nothing was planned.');
    const ours = {
      raise: Math.ceil(lists.calls.raise + raiseConfirming),
      crm: Math.ceil(lists.calls.crm + crmConfirming),
    };
    const floor = streams.reduce((sum, { records }) => sum + Math.ceil((records ?? 0) / PAGE), 0);
    figures[`${name}: calls`] = total(ours);
    figures[`${name}: floor L + C`] = Math.ceil(floor + raiseConfirming + crmConfirming);
    figures[`${name}: guide: calls`] = total(guide.calls);
    for (const limit of HOURLY) {
      figures[`${name}: hours at ${limit}`] = await hoursOf(ours, limit);
      figures[`${name}: guide: hours at ${limit}`] = await hoursOf(guide.calls, limit);
    }
  }
  return figures;
}

/** Its lists as the plan counts them; what S has of schedules and campaigns, in the same proportion. */
function streamsOf(name: string, { counts }: SmallAudit): PlannedStream[] {
  const { donors, gifts } = ORGANIZATIONS.find((each) => each.name === name) ?? SMALL;
  const schedules = Math.round((counts.raise.recurringGifts * donors) / SMALL.donors);
  const records: Partial<Record<StreamName, number>> = {
    'raise.donors': donors,
    'raise.gifts': gifts,
    'raise.recurring_gifts': schedules,
    'raise.campaigns': counts.raise.campaigns,
    'crm.contacts': Math.round((counts.crm.contacts * donors) / SMALL.donors),
    'crm.gifts': Math.round((counts.crm.gifts * gifts) / SMALL.gifts),
    'crm.recurring_gifts': Math.round((counts.crm.recurringGifts * donors) / SMALL.donors),
  };
  return Object.entries(records).map(([stream, count]) => ({
    stream: stream as StreamName,
    records: count,
    calls: Math.ceil(count / PAGE) + 1,
    note: null,
  }));
}

/** Of the two products the slower one: they are read side by side. Raise by its one call a second. */
async function hoursOf({ raise, crm }: Calls, hourlyLimit: number): Promise<number> {
  return Math.max(raise / 3600, await crmHours(crm, hourlyLimit));
}

const NO_PACE = { secondsFor: () => 0, hourlyLimit: { raise: null, crm: null } };

function both(of: (product: Product) => number): Calls {
  return { raise: of('raise'), crm: of('crm') };
}

function total({ raise, crm }: Calls): number {
  return raise + crm;
}
