import { PRODUCT_WORDS, RECORD_WORDS } from '../../core/model/record-type.ts';
import type { ReadingWay } from '../../core/model/plan.ts';
import type { Product, RecordType } from '../../core/model/record-type.ts';
import type { StreamName } from '../../core/model/streams.ts';
import { formatDay, formatDuration, formatNumber } from './format.ts';

const STREAMS: Readonly<Record<StreamName, string>> = {
  'raise.donors': 'Raise donors',
  'raise.gifts': 'Raise gifts',
  'raise.recurring_gifts': 'Raise recurring gifts',
  'raise.campaigns': 'Raise campaigns',
  'crm.contacts': 'CRM+ contacts',
  'crm.gifts': 'CRM+ gifts',
  'crm.recurring_gifts': 'CRM+ recurring gifts',
};

/** Words of the audit page: what to audit, and the plan. */
export const auditWords = {
  title: 'Audit',
  description: 'Plan first, then read both products and compare them. Nothing is ever written.',
  loading: 'Loading',
  stream: (name: string) => STREAMS[name as StreamName] ?? name.replaceAll('_', ' '),
  records: (types: readonly RecordType[]) => capital(types.map(manyOf).join(', ')),
  period: (from: string | null, to: string | null) => {
    if (from === null && to === null) return 'all time';
    if (from === to && from !== null) return formatDay(from);
    if (from === null) return `until ${formatDay(to ?? '')}`;
    return to === null ? `since ${formatDay(from)}` : `${formatDay(from)} to ${formatDay(to)}`;
  },
  modifiedSince: (day: string) => `changed since ${formatDay(day)}`,
  ids: (count: number) => `${formatNumber(count)} ${count === 1 ? 'id' : 'ids'}`,
  recheck: (findings: number) =>
    `Re-check of ${formatNumber(findings)} ${findings === 1 ? 'finding' : 'findings'}`,
  join: (parts: readonly string[]) => parts.join(' · '),
  cancel: 'Cancel',

  needsTokenTitle: 'Tieout can’t read anything yet',
  needsToken: (products: readonly Product[]) =>
    `There is no token for ${products.map((product) => PRODUCT_WORDS[product]).join(' and ')}.`,
  lockedToken: 'The key store is locked, so the tokens can’t be used.',
  openConnection: 'Open Connection',
  openSettings: 'Open Settings',
  unprovedTitle: 'It isn’t proved that both tokens belong to one nonprofit',
  unproved:
    'Test the connection before the first audit: it proves it by links that agree, or you confirm it.',
  unprovedYet:
    'It isn’t proved yet that both tokens belong to one nonprofit: test the connection first.',

  scope: {
    title: 'What to audit',
    which: 'Which records',
    everything: 'All records',
    listed: 'A list of ids',
    records: 'Records',
    record: (type: RecordType) => capital(manyOf(type)),
    noRecords: 'Choose at least one kind of record.',
    period: 'Period',
    periods: {
      all: 'All time',
      month: 'Last month',
      week: 'Last 7 days',
      yesterday: 'Yesterday',
      custom: 'Other days',
    },
    from: 'From',
    to: 'To',
    dayHint: 'Both days are included.',
    wrongOrder: 'The last day is before the first one.',
    notADay: 'This is no day of the calendar.',
    noDay: 'Choose at least one of the two days.',
    zone: (zone: string, isCustomers: boolean) =>
      isCustomers
        ? `Days of ${zone}`
        : `Days of the organization’s zone, as CRM+ tells it; “today” is this computer’s (${zone})`,
    periodMeaning: 'Gifts by their own day; donors and recurring gifts by the day they were made.',
    modified: 'Only what changed since',
    modifiedHint:
      'Optional. Everything is read as usual; only records that changed since are judged.',
    idsTitle: (type: RecordType) => `Raise ids of ${manyOf(type)}`,
    idsHint:
      'One in each line, or with commas between. Or drop a text or CSV file here: its first column is taken.',
    idsPlaceholder: '100234\n100235',
    chooseFile: 'Choose a file',
    dropHere: 'Drop the file to take its ids',
    fileIds: (name: string, count: number) =>
      `${name}: ${formatNumber(count)} ${count === 1 ? 'id' : 'ids'}`,
    removeFile: 'Remove the file',
    idsFound: (count: number, repeated: number) =>
      `${formatNumber(count)} ${count === 1 ? 'id' : 'ids'}${repeated > 0 ? `, ${formatNumber(repeated)} repeated` : ''}`,
    noIds: 'Type or drop at least one id.',
    badLines: (count: number, first: { readonly line: number; readonly text: string }) =>
      `${count === 1 ? 'One line holds' : `${formatNumber(count)} lines hold`} no id; the first is line ${formatNumber(first.line)}: “${first.text}”. An id is a whole number.`,
    tooMany: (most: number) => `At most ${formatNumber(most)} ids at once.`,
    notText: 'Only text and CSV files can be read. Save a workbook’s sheet as CSV first.',
    fileTooLarge: 'The file is larger than 64 MB.',
    fileUnreadable: 'The file could not be read.',
    idsMeaning:
      'A list of ids is read id by id or in whole lists, whichever takes fewer calls: the plan says which. Id by id, shared links aren’t looked at: duplicates need an audit of all records.',
  },

  plan: {
    show: 'Show the plan',
    again: 'Show the plan again',
    counting: 'Counting records: one call for each list',
    title: 'Plan',
    outdated: 'You changed what to audit: this plan is no longer right.',
    product: 'Product',
    records: 'Records',
    calls: 'Calls',
    time: 'Time',
    share: 'Share of the hourly quota',
    noShare: 'quota not told',
    shareOf: (share: string, quota: number) => `${share} of ${formatNumber(quota)}`,
    total: 'Together',
    unknown: 'not told',
    minutes: (minutes: number) => `about ${formatDuration(minutes * 60)}`,
    list: 'List',
    lists: 'Each list',
    hideLists: 'Hide the lists',
    start: 'Start audit',
    startOutdated: 'Show the plan again before you start.',
    counted: (calls: number) =>
      `Counting took ${formatNumber(calls)} ${calls === 1 ? 'call' : 'calls'}.`,
    countedNothing: 'Nothing had to be counted.',
    bothAtOnce: 'Both products are read at the same time.',
    uncounted: (list: string, why: string) => `${list} could not be counted: ${why}`,
    ways: 'Ways weighed',
    way: 'Way',
    chosen: 'chosen',
    wayNames: {
      lists: 'Page by page',
      single: 'Id by id',
      record_by_record: 'Record by record',
    } satisfies Record<ReadingWay, string>,
  },
} as const;

function manyOf(type: RecordType): string {
  return RECORD_WORDS[type].many;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
