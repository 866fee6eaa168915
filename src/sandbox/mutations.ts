import type { Quirks } from './quirks.ts';
import type { HourlyQuota } from './servers/rate-windows.ts';
import { crmContact } from './shapes/crm-contact-shape.ts';
import { crmGift, crmSchedule } from './shapes/crm-gift-shape.ts';
import { crmCampaign, crmProject } from './shapes/crm-project-shape.ts';
import { raiseDonor } from './shapes/raise-donor-shape.ts';
import { raiseGift } from './shapes/raise-gift-shape.ts';
import { raiseCampaign, raiseSchedule } from './shapes/raise-schedule-shape.ts';
import type { WireRecord } from './wire-record.ts';
import type { World } from './world/world.ts';

/** Changes a test makes while the sandbox runs. Partial records are completed like those of an explicit world. */
export interface Mutations {
  /** Adds a record, or changes members of the one with this id. */
  putRaise(resource: keyof World['raise'], record: WireRecord & { id: number }): void;
  putCrm(resource: keyof World['crm'], record: WireRecord & { id: number }): void;
  /** The record as it is served, or undefined. */
  getRaise(resource: keyof World['raise'], id: number): WireRecord | undefined;
  getCrm(resource: keyof World['crm'], id: number): WireRecord | undefined;
  removeRaise(resource: keyof World['raise'], id: number): void;
  removeCrm(resource: keyof World['crm'], id: number): void;
  /** Requests of another integration of the same organization. */
  spendCrmQuota(requests: number): void;
}

type Complete = (record: WireRecord & { id: number }) => WireRecord;

export function makeMutations(world: World, quirks: Quirks, quota: HourlyQuota): Mutations {
  const raiseShapes: { [resource in keyof World['raise']]: Complete } = {
    donors: raiseDonor,
    gifts: raiseGift,
    recurringGifts: (record) => raiseSchedule(record, quirks.scheduleStatusText),
    campaigns: raiseCampaign,
  };
  const crmShapes: { [resource in keyof World['crm']]: Complete } = {
    contacts: (record) => crmContact(record, quirks.isArchivedField),
    gifts: crmGift,
    recurringGifts: crmSchedule,
    projects: crmProject,
    campaigns: ({ id, ...record }) => crmCampaign({ campaignId: id, ...record }),
  };
  return {
    putRaise: (resource, record) =>
      world.raise[resource].put(
        record.id,
        raiseShapes[resource]({ ...world.raise[resource].get(record.id), ...record }),
      ),
    putCrm: (resource, record) =>
      world.crm[resource].put(
        record.id,
        crmShapes[resource]({ ...world.crm[resource].get(record.id), ...record }),
      ),
    getRaise: (resource, id) => world.raise[resource].get(id),
    getCrm: (resource, id) => world.crm[resource].get(id),
    removeRaise: (resource, id) => world.raise[resource].remove(id),
    removeCrm: (resource, id) => world.crm[resource].remove(id),
    spendCrmQuota: (requests) => quota.spendElsewhere(requests),
  };
}
