import type { PlantedFinding } from '../planted-finding.ts';
import type { Table } from './table.ts';

export interface Organization {
  name: string;
  timeZone: string;
  /** As Raise schedules carry it. */
  raiseOrganizationId: number;
}

/** Everything the two servers serve. */
export interface World {
  organization: Organization;
  nowMs: number;
  /** What stands before the Raise id in a synced gift's transaction id. */
  linkPrefix: string;
  raise: { donors: Table; gifts: Table; recurringGifts: Table; campaigns: Table };
  crm: { contacts: Table; gifts: Table; recurringGifts: Table; projects: Table; campaigns: Table };
  planted: PlantedFinding[];
}
