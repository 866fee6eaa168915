import { crmCampaign, crmProject } from '../shapes/crm-project-shape.ts';
import { raiseCampaign } from '../shapes/raise-schedule-shape.ts';
import type { Table } from './table.ts';

const NAMES = [
  'Annual Fund',
  'Spring Appeal',
  'Clean Water',
  'Year End',
  'Building Fund',
  'Monthly Partners',
  'Staff Giving (internal)',
  'Board Pledge (offline)',
];
const FIRST_UNSYNCED = 6;

export const PROJECTS = [
  'General Fund',
  'Direct Support',
  'Scholarships',
  'Food Pantry',
  'Clean Water Wells',
  'Youth Program',
  'Disaster Relief',
  'Medical Clinic',
];
export const FEE_PROJECT = { id: 99, name: 'Processing Fees', code: 'CREDITCARDCOSTS' };

export interface CampaignChoice {
  id: number;
  name: string;
  canSync: boolean;
}

/** A campaign that syncs, by any number. */
export function syncedCampaign(n: number): CampaignChoice {
  return campaignAt(n % FIRST_UNSYNCED);
}

/** A campaign whose gifts stay in Raise (`canSync` false), by any number. */
export function unsyncedCampaign(n: number): CampaignChoice {
  return campaignAt(FIRST_UNSYNCED + (n % (NAMES.length - FIRST_UNSYNCED)));
}

/** Fills the small tables: Raise campaigns, CRM+ campaigns and CRM+ projects. */
export function putCampaigns(raiseCampaigns: Table, crmCampaigns: Table, crmProjects: Table): void {
  for (let n = 0; n < NAMES.length; n += 1) {
    const { id, name, canSync } = campaignAt(n);
    raiseCampaigns.put(
      id,
      raiseCampaign({ id, name, canSync, crmKey: canSync ? String(70 + n) : null }),
    );
    if (canSync) crmCampaigns.put(70 + n, crmCampaign({ campaignId: 70 + n, name }));
  }
  PROJECTS.forEach((name, n) =>
    crmProjects.put(n + 1, crmProject({ id: n + 1, name, projectCode: projectCode(name) })),
  );
  crmProjects.put(
    FEE_PROJECT.id,
    crmProject({ id: FEE_PROJECT.id, name: FEE_PROJECT.name, projectCode: FEE_PROJECT.code }),
  );
}

export function projectCode(name: string): string {
  return name.replace(/[^A-Za-z]/g, '');
}

function campaignAt(n: number): CampaignChoice {
  return { id: 301 + n * 5, name: NAMES[n] ?? 'Annual Fund', canSync: n < FIRST_UNSYNCED };
}
