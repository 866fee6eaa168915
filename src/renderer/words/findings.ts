import type { Severity } from '../../core/model/finding.ts';
import type { Change } from '../../core/model/lineage.ts';
import type { Actor } from '../../core/model/states.ts';
import type { TriageStatus } from '../../core/model/triage.ts';
import { formatNumber } from './format.ts';

export const ACTOR_TITLES: Readonly<Record<Actor, string>> = {
  customer_admin: 'Customer admin',
  platform_support: 'Platform support',
  consultant: 'Consultant',
  nobody: 'Nobody',
};

export const SEVERITY_TITLES: Readonly<Record<Severity, string>> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const CHANGE_TITLES: Readonly<Record<Change, string>> = {
  new: 'New',
  persisting: 'Persisting',
  reappeared: 'Back again',
};

export const STATUS_TITLES: Readonly<Record<TriageStatus, string>> = {
  open: 'Open',
  expected: 'Expected',
  reported: 'Reported',
  resolved: 'Resolved',
};

/** Heads of the grid's columns, by their ids. */
export const COLUMN_TITLES = {
  state: 'State',
  recordType: 'Record',
  raiseId: 'Raise id',
  crmId: 'CRM+ id',
  amount: 'Amount',
  currency: 'Currency',
  date: 'Date',
  cause: 'Cause',
  evidence: 'Evidence',
  whoActs: 'Who acts',
  severity: 'Severity',
  actionable: 'To act on',
  status: 'Status',
  owner: 'Owner',
  note: 'Note',
  acceptedUntil: 'Accepted until',
  campaign: 'Campaign',
  fields: 'Differing fields',
  canSync: 'Can sync',
  testMode: 'Test mode',
  change: 'Since last run',
  firstSeen: 'First seen',
  age: 'Age',
  links: 'Links',
} as const;

export const findingsWords = {
  title: 'Findings',
  asOf: (when: string) => `As of ${when}`,
  verified: 'Verified',
  notVerified: 'Not verified',
  provisional: 'Provisional',
  total: (count: number) => (count === 1 ? '1 finding' : `${formatNumber(count)} findings`),
  ofAll: (count: number, all: number) => `${formatNumber(count)} of ${formatNumber(all)} findings`,
  sums: (amounts: readonly string[]) => amounts.join(' + '),
  sumsLabel: 'Money at stake',
  runLabel: 'Audit whose findings are shown',
  runOption: (when: string, status: string) => `${when} · ${status}`,
  loading: 'Loading findings',
  gridLabel: 'Findings',
  sorting: (total: number | null) =>
    total === null ? 'Putting the findings in order…' : `Sorting ${formatNumber(total)} findings…`,
  refresh: 'Refresh',

  emptyTitle: 'No findings yet',
  emptyText: 'An audit reads both products and lists here what does not agree.',
  readingTitle: 'The audit is reading',
  readingText:
    'The first findings can be looked at soon. What they say may change until the audit has ended.',
  toAudit: 'Go to the audit',
  cleanTitle: 'Nothing to act on: every record agrees',
  cleanText: 'This audit read everything, compared everything, and found no difference.',
  unprovedTitle: 'No findings, but not verified',
  unprovedText:
    'Something could not be read or proved, so an empty list does not show that every record agrees. The audit page says what is missing.',
  noMatchTitle: 'No finding matches',
  noMatchText: 'Take a filter away to see more.',
  clearFilters: 'Clear all filters',
  unknownRun: 'This audit has no findings here',
  unknownRunText: 'It may not have ended, or it is not kept any more.',
  toNewest: 'Show the newest findings',

  late: (findings: number, unaudited: number) =>
    `Live confirmation has ${findings === 1 ? '1 finding' : `${formatNumber(findings)} findings`} of late gifts${unaudited === 0 ? '.' : `; ${formatNumber(unaudited)} to act on ${unaudited === 1 ? 'is' : 'are'} in no audit yet.`}`,
  toLate: 'Show them',

  provisionalTitle: 'Provisional: the audit is still reading',
  provisionalText: 'Absences aren’t judged yet, and what is shown may still change.',
  finalTitle: 'The audit has ended',
  finalText: 'What is shown was provisional.',
  loadFinal: 'Load the final findings',

  search: 'Search findings',
  searchPlaceholder: 'Ids, campaign, evidence',
  clearSearch: 'Clear the search',
  searchKeys: 'Ctrl F',
  quickFilters: 'Quick filters',
  toActOn: 'To act on',
  accepted: 'Accepted',
  notAccepted: 'Not accepted',
  acceptedForGood: 'For good',
  openedAgain: 'Opened again',
  noOwner: 'No owner',
  facetGroups: {
    states: 'States',
    recordTypes: 'Records',
    severities: 'Severity',
    actors: 'Who acts',
    changes: 'Since last run',
    statuses: 'Status',
    owners: 'Owner',
  },
  activeFilters: 'Shown:',
  clearAll: 'Clear all',
  filter: (active: number) => (active === 0 ? 'Filter' : `Filter (${formatNumber(active)})`),
  filterColumn: 'Column',
  filterBy: (column: string) => `Filter by ${column}`,
  apply: 'Apply',
  clear: 'Clear',
  find: 'Find a value',
  noValues: 'No values',
  contains: 'Contains',
  from: 'From',
  to: 'To',
  amountHint: (currency: string | null) =>
    currency === null
      ? 'In whatever currency a finding has, with two decimals.'
      : `In ${currency}.`,
  amountWrong: 'Write an amount like 1,250.00.',
  dayWrong: 'The first day lies behind the last.',
  fromAboveTo: 'The smaller amount comes first.',
  any: 'Any',
  yes: 'Yes',
  no: 'No',

  headHelp: (canSort: boolean, canFilter: boolean) =>
    [
      canSort ? 'Enter sorts, Shift Enter sorts by this as well.' : '',
      canFilter ? 'Alt Arrow Down filters.' : '',
    ]
      .filter(Boolean)
      .join(' '),

  columns: 'Columns',
  columnsTitle: 'Columns and their order',
  usualColumns: 'Usual columns',
  moveUp: (column: string) => `Move ${column} up`,
  moveDown: (column: string) => `Move ${column} down`,

  views: 'Views',
  savedViews: 'Saved views',
  noViews: 'No view is saved yet.',
  saveView: 'Save this view…',
  saveViewTitle: 'Save this view',
  saveViewText: 'Filters, sorting and columns, for everyone who works on this customer.',
  viewName: 'Name',
  viewNameTaken: 'A view has this name; saving replaces it.',
  save: 'Save',
  replace: 'Replace',
  cancel: 'Cancel',
  close: 'Close',
  updateView: (name: string) => `Update “${name}” to what is shown`,
  deleteView: (name: string) => `Delete “${name}”`,
  viewSaved: (name: string) => `“${name}” is saved.`,
  viewDeleted: (name: string) => `“${name}” is deleted.`,
  undo: 'Undo',

  copy: 'Copy',
  copyRows: 'Copy with headers',
  copyRowsHint: 'Ctrl C',
  copyAll: (count: number) => `Copy all ${formatNumber(count)} findings`,
  copyTooMany: (most: number) => `Copying takes up to ${formatNumber(most)}; export more.`,
  copied: (count: number) =>
    count === 1
      ? '1 row is copied, with headers.'
      : `${formatNumber(count)} rows are copied, with headers.`,
  copying: (done: number, total: number) =>
    `Copying ${formatNumber(done)} of ${formatNumber(total)} rows…`,
  copyRefused: 'The clipboard could not be written.',
  nothingToCopy: 'Select rows first.',
  selected: (count: number) =>
    count === 1 ? '1 row selected' : `${formatNumber(count)} rows selected`,
  selectedHead: 'Selected',
  clearSelection: 'Clear selection',
  keys: 'Enter opens, Space selects, Ctrl C copies, Ctrl F searches.',

  details: 'Details',
  closeDetails: 'Close details',
  previous: 'Previous finding (K)',
  next: 'Next finding (J)',
  place: (index: number, total: number) => `${formatNumber(index + 1)} of ${formatNumber(total)}`,
  cause: 'Cause',
  evidence: 'Evidence',
  whoActs: 'Who acts',
  severity: 'Severity',
  actionable: 'To act on',
  amount: 'Amount',
  date: 'Date',
  campaign: 'Campaign',
  firstSeen: 'First seen',
  change: 'Since last run',
  age: (days: number) => (days === 1 ? '1 day' : `${formatNumber(days)} days`),
  firstSeenAge: (when: string, days: number) =>
    days === 0
      ? when
      : `${when} (${days === 1 ? '1 day' : `${formatNumber(days)} days`} before this audit)`,
  recordId: (product: string) => `${product} id`,
  copyId: (product: string, id: string) => `Copy ${product} id ${id}`,
  idCopied: 'Copied',
  open: (product: string) => `Open in ${product}`,
  related: (product: string) => `Related ${product} ids`,
  bothSides: 'Both sides',
  loadingSides: 'Loading both records',
  authority: (product: string) => `${product} counts as right for this customer.`,
  notKept: 'What this audit read is not kept any more, so only the differing values are known.',
  relatedRecords: 'Related records',
  whyTitle: 'Why this state',
  why: 'A record is in the first state that applies to it. The guide gives an example, what to do, and why the rule is as it is.',
  stateInGuide: (state: string) => `“${state}” in the guide`,
  changed: 'This finding has changed since the list was made.',

  export: 'Export',
  exportTitle: 'Export findings',
  exportFormat: 'Format',
  formats: {
    xlsx: { title: 'Workbook (.xlsx)', text: 'Summary, tie-out, one sheet for each state' },
    csv: { title: 'CSV', text: 'One table, the same columns' },
    json: { title: 'JSON', text: 'For programs' },
    zip: {
      title: 'Hand-over pack (.zip)',
      text: 'All of these, with certificate, method and checksums',
    },
  },
  exportWhat: 'Findings',
  exportFilter: (count: number) => `What is shown: ${formatNumber(count)} findings`,
  exportAll: (count: number | null) =>
    count === null ? 'Everything this audit found' : `Everything: ${formatNumber(count)} findings`,
  masked: 'Masked copy',
  maskedText: 'Without names, emails, phones and what persons wrote. Ids, amounts and days stay.',
  maskedData:
    'The file will hold no donor data, but ids, amounts and days of the customer’s records.',
  donorData: 'The file will hold donor data. Keep it where the customer’s data may be kept.',
  exportStart: 'Export',
  exporting: (done: number, total: number) =>
    total === 0
      ? 'Writing the file…'
      : `Writing ${formatNumber(done)} of ${formatNumber(total)} rows…`,
  exportDone,
  exportReady: (rows: number, name: string) => `${exportDone(rows)}: ${name} is in your downloads.`,
  exportSaved: (rows: number, path: string) => `${exportDone(rows)} to ${path}`,
  reveal: 'Show in folder',
} as const;

function exportDone(rows: number): string {
  return rows === 1 ? '1 row is exported' : `${formatNumber(rows)} rows are exported`;
}
