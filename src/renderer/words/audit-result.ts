import type { ChangeCounts, RecheckOutcome } from '../../core/model/lineage.ts';
import { RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import type { ConventionStanding } from '../../core/model/report.ts';
import { formatDuration, formatInstant, formatNumber } from './format.ts';

const months = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** Words of one audit's result. */
export const auditResultWords = {
  title: 'Result of an audit',
  heading: (utc: string) => `Audit of ${formatInstant(utc)}`,
  back: 'All audits',
  loading: 'Loading the result',
  clean: 'Verified: everything was read and compared, and there is nothing to act on.',
  verified: (count: number) =>
    `Verified: everything was read and compared; ${findings(count)} to act on.`,
  notVerified: (count: number) =>
    `Not verified: not everything could be read or proved; ${count === 0 ? 'nothing to act on' : `${findings(count)} to act on`} so far.`,
  accepted: (count: number) =>
    count === 1 ? '1 finding is accepted.' : `${formatNumber(count)} findings are accepted.`,
  acceptedOf: (count: number) => `${formatNumber(count)} accepted`,
  gaps: 'Why it is not verified',
  gapsInGuide: 'What each of these means, and what to do',
  statesTitle: 'States',
  state: 'State',
  total: 'All',
  toAct: 'To act on',
  count: (type: RecordType) => capital(manyOf(type)),
  showToAct: (count: string, state: string) => `${count}: show what to act on, ${state}`,
  showThese: (count: string, state: string, type: string) => `${count}: show ${type}, ${state}`,
  noRecords: 'There were no records in this scope.',
  none: '–',
  tieOut: 'Tie-out',
  tieOutPassed: (lines: number) =>
    `0 unexplained: the difference between both products is explained to the record and to the cent, in ${formatNumber(lines)} ${lines === 1 ? 'line' : 'lines'} by record type, month and currency.`,
  tieOutFailed: (lines: number, of: number) =>
    `${formatNumber(lines)} of ${formatNumber(of)} lines have an unexplained difference.`,
  tieOutEmpty: 'There was nothing to tie out.',
  tieOutApart: (unreadable: number, unknown: number) =>
    `Kept apart: ${formatNumber(unreadable)} unreadable, ${formatNumber(unknown)} unknown.`,
  unexplained: {
    where: 'Where',
    count: 'Records unexplained',
    amount: 'Money unexplained',
    line: (records: string, month: string | null, currency: string | null) =>
      [
        capital(records),
        month === null ? 'no month' : months.format(Date.parse(`${month}-01T00:00:00Z`)),
        currency,
      ]
        .filter((part) => part !== null)
        .join(', '),
    more: (count: number) => `and ${formatNumber(count)} more lines`,
  },
  coverage: 'What was read',
  coverageColumns: {
    stream: 'List',
    advertised: 'Advertised',
    read: 'Read',
    unreadable: 'Unreadable',
    complete: 'Complete',
    note: 'Note',
  },
  complete: 'Complete',
  notComplete: 'Not complete',
  notTold: 'not told',
  changed: 'Changed while it was read.',
  conventions: 'Link conventions',
  noConventions: 'No link convention was recognised.',
  withoutCrm: 'None: this customer doesn’t use CRM+.',
  conventionColumns: {
    recordType: 'Record',
    source: 'Source',
    prefix: 'Prefix',
    references: 'References',
    sample: 'Sample agreed',
    standing: 'Standing',
  },
  noPrefix: 'none',
  anyPrefix: 'various',
  type: capital,
  openConnection: 'Open Connection',
  sample: (agreed: number, sampled: number) =>
    sampled === 0 ? '–' : `${formatNumber(agreed)} of ${formatNumber(sampled)}`,
  standing: {
    confirmed: 'Confirmed by a person',
    proved: 'Proved by its sample',
    doubtful: 'Doubtful: used, but absences under it aren’t reported',
    legacy: 'Older generation of ids',
    foreign: 'Another system’s',
  } satisfies Record<ConventionStanding, string>,
  confirmInConnection:
    'A doubtful convention can be confirmed on the Connection page; then run the rules again.',
  notCompared: 'Not compared, because it was not told',
  facts: 'About this run',
  asOf: 'As of',
  zone: 'Time zone',
  lag: 'Time allowed for syncing',
  hours: (hours: number) => `${formatNumber(hours)} h`,
  time: 'Time',
  plannedTime: (minutes: number | null, tookMs: number) =>
    capital(
      [
        ...(minutes === null ? [] : [`planned about ${formatDuration(minutes * 60)} for reading`]),
        ...(tookMs > 0 ? [`took ${formatDuration(tookMs / 1000)}, waits included`] : []),
      ].join('; '),
    ) || 'Not told',
  spent: {
    title: 'Calls, planned and made',
    product: 'Product',
    planned: 'Planned',
    took: 'Took',
    retried: 'Tried again',
    refused: 'Refused for quota',
    total: 'Together',
    planOfReading: 'The plan is of reading; confirming suspects came on top.',
    noPlan: 'No plan was made before this audit.',
  },
  organization: 'Organization',
  digest: 'Digest of the findings',
  export: {
    title: 'Export',
    label: 'Everything this audit found; it holds donor data',
    maskedLabel: 'Everything this audit found, without donor data',
  },
  openFindings: 'Open findings',
  recheck: 'Re-check open findings',
  recheckHint:
    'Asks both products again about the findings to act on and those that were accepted, in as few calls as it takes.',
  recheckOutcome: ({ asked, fixed, changed, stillOpen, notKnown, found }: RecheckOutcome) =>
    `Of ${findings(asked)} looked at again: ${[
      `${formatNumber(fixed)} fixed`,
      `${formatNumber(stillOpen)} still open`,
      ...(changed > 0 ? [`${formatNumber(changed)} in another state now`] : []),
      ...(notKnown > 0 ? [`${formatNumber(notKnown)} not known (open too)`] : []),
      `${formatNumber(found)} new`,
    ].join(', ')}.`,
  sinceRun: (asOfUtc: string, counts: ChangeCounts) =>
    `To act on, since the audit of ${formatInstant(asOfUtc)}: ${formatNumber(counts.new)} new, ${formatNumber(counts.reappeared)} back again, ${formatNumber(counts.persisting)} persisting, ${formatNumber(counts.resolved)} resolved.`,
  rerun: 'Run the rules again',
  rerunBusy: (why: string) => `The rules can’t be run again. ${why}`,
  rerunHint: 'Uses the stored answers and today’s settings. No call is made.',
} as const;

function manyOf(type: RecordType): string {
  return RECORD_WORDS[type].many;
}

function findings(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'finding' : 'findings'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
