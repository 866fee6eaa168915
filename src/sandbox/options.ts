import type { ExplicitWorld } from './world/explicit-world.ts';
import type { Quirks } from './quirks.ts';

export interface SandboxOptions {
  /** Raise records, planted ones included where the numbers leave room for them. Defaults 500, 3000, donors / 10. */
  donors?: number;
  gifts?: number;
  schedules?: number;
  seed?: number;
  /** What "now" is for the data; default the real time. */
  nowUtc?: string;
  /** The organization's zone as CRM+ reports it; default US/Arizona. */
  timeZone?: string;
  donorTimeZones?: string[];
  /** Every planted kind at least once; a number multiplies how often. Default 'all'. */
  plant?: 'all' | 'none' | number;
  quirks?: Partial<Quirks>;
  /** Grammar in servers/faults.ts. */
  faults?: string;
  /** Serves exactly these records instead of a generated world. */
  world?: ExplicitWorld;
  portRaise?: number;
  portCrm?: number;
  raiseToken?: string;
  crmToken?: string;
  latencyMs?: number;
}

export const DEFAULT_DONOR_ZONES: readonly string[] = [
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Europe/London',
  'Pacific/Auckland',
];
