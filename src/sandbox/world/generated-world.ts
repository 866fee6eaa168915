import { DEFAULT_DONOR_ZONES } from '../options.ts';
import type { SandboxOptions } from '../options.ts';
import type { WorldSizes } from '../plantings/plant-all.ts';
import { plantAll, timesPlanted } from '../plantings/plant-all.ts';
import type { Quirks } from '../quirks.ts';
import { makeZoneClock } from '../zone-clock.ts';
import { putCampaigns } from './campaigns.ts';
import { makeSyncedDonors } from './synced-donors.ts';
import { makeSyncedGifts } from './synced-gifts.ts';
import { makeSyncedSchedules } from './synced-schedules.ts';
import { Table } from './table.ts';
import type { WorldPlan } from './world-plan.ts';
import type { World } from './world.ts';

const YEAR = 366 * 86_400_000;

/** Synced records that each planting needs beside it, so that link conventions stay provable (90 % of a sample). */
const SYNCED_PER_PLANTING: WorldSizes = { donors: 60, gifts: 100, schedules: 28 };

/**
 * The computed world: synced records by arithmetic, planted ones in the overlays of the tables. The sizes asked for count
 * both; a world too small for its plantings gets larger.
 */
export function generateWorld(options: SandboxOptions, quirks: Quirks): World {
  const nowMs = options.nowUtc === undefined ? Date.now() : Date.parse(options.nowUtc);
  if (Number.isNaN(nowMs))
    throw new Error(`sandbox: nowUtc "${options.nowUtc ?? ''}" is no instant`);
  const zone = quirks.organizationTimeZone ?? options.timeZone ?? 'US/Arizona';
  const clock = (name: string): ReturnType<typeof makeZoneClock> =>
    makeZoneClock(name, nowMs - 4 * YEAR, nowMs + YEAR);
  const donors = options.donors ?? 500;
  const sizes: WorldSizes = {
    donors,
    gifts: options.gifts ?? 3000,
    schedules: options.schedules ?? Math.floor(donors / 10),
  };
  const multiplier =
    options.plant === 'none' ? 0 : typeof options.plant === 'number' ? options.plant : 1;
  const shared = {
    seed: options.seed ?? 1,
    nowMs,
    organization: clock(zone),
    donorZones: (options.donorTimeZones ?? DEFAULT_DONOR_ZONES).map(clock),
    quirks,
  };
  const fewest: WorldSizes = {
    donors: Math.max(sizes.gifts + sizes.schedules > 0 ? 1 : 0, needed('donor', sizes, multiplier)),
    gifts: needed('gift', sizes, multiplier),
    schedules: needed('recurring_gift', sizes, multiplier),
  };
  // What the plantings add does not depend on the synced records: a small trial tells how many are left for these.
  const trial = assemble({ ...shared, ...SYNCED_PER_PLANTING }, sizes, multiplier);
  const rest = (total: number, table: Table, least: number): number =>
    Math.max(least, total - (table.size(true) - table.base.count));
  return assemble(
    {
      ...shared,
      donors: rest(sizes.donors, trial.raise.donors, fewest.donors),
      gifts: rest(sizes.gifts, trial.raise.gifts, fewest.gifts),
      schedules: rest(sizes.schedules, trial.raise.recurringGifts, fewest.schedules),
    },
    sizes,
    multiplier,
  );
}

function needed(
  recordType: 'donor' | 'gift' | 'recurring_gift',
  sizes: WorldSizes,
  multiplier: number,
): number {
  const each = {
    donor: SYNCED_PER_PLANTING.donors,
    gift: SYNCED_PER_PLANTING.gifts,
    recurring_gift: SYNCED_PER_PLANTING.schedules,
  }[recordType];
  return multiplier > 0 ? each * timesPlanted(recordType, sizes, multiplier) : 0;
}

function assemble(plan: WorldPlan, sizes: WorldSizes, multiplier: number): World {
  const people = makeSyncedDonors(plan);
  const gifts = makeSyncedGifts(plan, people);
  const schedules = makeSyncedSchedules(plan, people);
  const world: World = {
    organization: {
      name: 'The Human Fund (Sandbox)',
      timeZone: plan.organization.zone,
      raiseOrganizationId: 4101,
    },
    nowMs: plan.nowMs,
    linkPrefix: plan.quirks.linkPrefix,
    raise: {
      donors: new Table(people.donors),
      gifts: new Table(gifts.raise, ['donorId'], gifts.raiseCandidates),
      recurringGifts: new Table(schedules.raise),
      campaigns: new Table(),
    },
    crm: {
      contacts: new Table(people.contacts, ['contactReferences'], people.contactCandidates),
      gifts: new Table(gifts.crm, ['transactionId', 'contactId'], gifts.crmCandidates),
      recurringGifts: new Table(schedules.crm, ['transactionId'], schedules.crmCandidates),
      projects: new Table(),
      campaigns: new Table(),
    },
    planted: [],
  };
  putCampaigns(world.raise.campaigns, world.crm.campaigns, world.crm.projects);
  plantAll({ plan, world, people, gifts, schedules }, sizes, multiplier);
  return world;
}
