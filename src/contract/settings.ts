import { z } from 'zod';
import { DEFAULT_ALERT_RULES, type AlertRules, type AlertSink } from '../core/model/alert.ts';
import { SORT_COLUMNS } from '../core/model/finding-query.ts';
import { KEEP_ALL, MOST_KEEP_DAYS, MOST_WHOLE_RUNS, type KeepRules } from '../core/model/keep.ts';
import { RECORD_TYPES } from '../core/model/record-type.ts';
import { NO_SCHEDULE, TIME_OF_DAY, type Schedule } from '../core/model/schedule.ts';
import { findingQuery } from './query.ts';

/** Colours that tell customers apart at a glance; never the only sign: the initials stand in them. */
export const WORKSPACE_COLOURS = [
  'blue',
  'teal',
  'green',
  'grape',
  'orange',
  'red',
  'cyan',
  'indigo',
] as const;
export type WorkspaceColour = (typeof WORKSPACE_COLOURS)[number];

export const DEFAULT_ORIGINS = {
  raise: 'https://prod-api.raisedonors.com',
  crm: 'https://api.virtuoussoftware.com',
} as const;

const httpsTemplate = z
  .string()
  .max(500)
  .regex(/^https:\/\/\S+\{id\}\S*$/, 'Write an https address that holds {id}.');
const hours = z
  .number()
  .min(0)
  .max(24 * 90);

/** Filters, sort and columns under a name. */
export const savedView = z.object({
  name: z.string().trim().min(1).max(60),
  query: findingQuery,
  sort: z
    .array(z.object({ column: z.enum(SORT_COLUMNS), isDescending: z.boolean() }))
    .max(3)
    .readonly()
    .default([]),
  /** Ids of the columns that are shown, in their order; empty is the usual set. */
  columns: z.array(z.string().max(40)).max(40).default([]),
});
export type SavedView = z.infer<typeof savedView>;

const timeOfDay = z.string().regex(TIME_OF_DAY, 'Write a time of day like 06:00.');
const recordTypes = z.array(z.enum(RECORD_TYPES)).min(1).max(3).readonly();
const sinceUtc = z.iso.datetime();

export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('daily'), at: timeOfDay, records: recordTypes, sinceUtc }),
  z.strictObject({ kind: z.literal('hourly'), records: recordTypes, sinceUtc }),
]) satisfies z.ZodType<Schedule>;

export const sinkId = z.string().regex(/^[\w-]{1,40}$/);
const email = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .regex(/^[^\s,<>]+@[^\s,<>]+$/, 'Write an address.');

export const alertSink = z.discriminatedUnion('kind', [
  z.strictObject({ id: sinkId, kind: z.literal('file'), path: z.string().min(1).max(4096) }),
  z.strictObject({
    id: sinkId,
    kind: z.literal('smtp'),
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[\w.:-]+$/, 'Write a host name.'),
    port: z.number().int().min(1).max(65_535),
    isTls: z.boolean(),
    user: z.string().min(1).max(200).nullable(),
    from: email,
    to: z.array(email).min(1).max(20).readonly(),
  }),
  z.strictObject({ id: sinkId, kind: z.enum(['slack', 'webhook', 'desktop']) }),
]) satisfies z.ZodType<AlertSink>;

export const alertRules = z.strictObject({
  findings: z.enum(['all', 'new', 'off']),
  unexplained: z.boolean(),
  spikes: z.boolean(),
  notVerified: z.boolean(),
  quota: z.boolean(),
}) satisfies z.ZodType<AlertRules>;

export const quietHours = z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable();

export const keepRules = z.strictObject({
  pagesDays: z.number().int().min(0).max(MOST_KEEP_DAYS).nullable(),
  wholeRuns: z.number().int().min(1).max(MOST_WHOLE_RUNS).nullable(),
}) satisfies z.ZodType<KeepRules>;

/** What a person decides for one customer (product.md §2, Settings per workspace). Every member has a default: files of older versions lack some. */
export const workspaceSettings = z.object({
  colour: z.enum(WORKSPACE_COLOURS).default('blue'),
  isDemo: z.boolean().default(false),
  raiseUrl: z.string().max(500).default(DEFAULT_ORIGINS.raise),
  /** Null for a customer without CRM+. */
  crmUrl: z.string().max(500).nullable().default(DEFAULT_ORIGINS.crm),
  /** Whether both tokens belong to one nonprofit: proved by links, or confirmed by a person. */
  sameOrganization: z.enum(['proved', 'confirmed']).nullable().default(null),
  /** Which product is right when they disagree; shown only, nothing is written. */
  authority: z.enum(['raise', 'crm']).nullable().default(null),
  timeZone: z.string().max(60).nullable().default(null),
  lagHours: hours.default(24),
  dateToleranceDays: z.number().int().min(0).max(31).default(1),
  amountToleranceMinor: z.number().int().min(0).max(100_000_000).default(0),
  includeTestMode: z.boolean().default(false),
  linkSources: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  linkPrefixes: z.array(z.string().max(100)).max(20).default([]),
  pace: z.enum(['polite', 'normal', 'fast']).default('normal'),
  /** Requests a second that a person chose; null leaves it to the preset. */
  raiseRps: z.number().min(0.001).max(10_000).nullable().default(null),
  crmRps: z.number().min(0.001).max(10_000).nullable().default(null),
  raiseUrlTemplates: z.partialRecord(z.enum(RECORD_TYPES), httpsTemplate).default({}),
  views: z.array(savedView).max(50).default([]),
  schedule: schedule.default(NO_SCHEDULE),
  alertRules: alertRules.default(DEFAULT_ALERT_RULES),
  quietHours: quietHours.default(null),
  /** Their secrets lie in the key store. */
  sinks: z.array(alertSink).max(20).default([]),
  keep: keepRules.default(KEEP_ALL),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettings>;

/** What a person may change; the engine merges it and parses the whole, so one bad value changes nothing. */
export type SettingsPatch = Partial<Omit<WorkspaceSettings, 'isDemo'>>;
export const settingsPatch = z.custom<SettingsPatch>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('isDemo' in value),
);
