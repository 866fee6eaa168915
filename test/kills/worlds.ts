import type { AuditRequest } from '../../src/core/auditor.ts';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { smallWorld } from './small-world.ts';

/** What is audited, killed and audited on. */
export interface KillWorld {
  readonly name: string;
  readonly options: SandboxOptions;
  readonly request: Partial<AuditRequest>;
  readonly hasCrm: boolean;
}

/** One sandbox answers thousands of runs within an hour: its quota must not end them. */
const quirks = { crmRateLimit: 1_000_000_000 };
const NOW = { nowUtc: '2026-03-20T12:00:00Z', seed: 21, quirks };

/** Cheap, for one kill at every step. */
export const SMALL: KillWorld = {
  name: 'small',
  options: { ...NOW, world: smallWorld() },
  request: { pageSize: 4 },
  hasCrm: true,
};

/** A few donors by their ids: they are read one by one, and the convention is learned from a handful of pairs. */
export const BY_ID: KillWorld = {
  ...SMALL,
  name: 'by-id',
  request: { records: ['donor'], ids: ['501', '502', '509', '510'] },
};

export const WITHOUT_CRM: KillWorld = { ...SMALL, name: 'without-crm', hasCrm: false };

/** Every discrepancy that the sandbox can plant. */
export const PLANTED: KillWorld = {
  name: 'planted',
  options: { ...NOW, donors: 40, gifts: 120, schedules: 30 },
  request: { pageSize: 20 },
  hasCrm: true,
};

/** Every discrepancy, told by products that do not do what was asked: lists are read by offset, some of them twice. */
export const UNRULY: KillWorld = {
  ...PLANTED,
  name: 'unruly',
  options: {
    ...PLANTED.options,
    quirks: {
      ...quirks,
      sortIgnored: 'both',
      filterIgnored: 'raise',
      wrongTotal: 'crm',
      raisePageCap: 15,
    },
  },
};

export const WORLDS: readonly KillWorld[] = [SMALL, BY_ID, WITHOUT_CRM, PLANTED, UNRULY];
