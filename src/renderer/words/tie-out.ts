import { PRODUCT_WORDS, RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import { causeEntry, stateEntry, type Cause, type State } from '../../core/model/states.ts';
import { formatInstant, formatNumber } from './format.ts';

const months = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** Words of the tie-out page. */
export const tieOutWords = {
  title: 'Tie-out',
  description: 'Raise − CRM+ = explained by findings + unreadable + unknown + unexplained',
  loading: 'Loading the tie-out',
  emptyTitle: 'There is nothing to tie out yet',
  empty:
    'After the first audit both products’ totals stand here side by side, explained to the cent.',
  toAudit: 'Go to the audit',
  unknownRun: 'There is no such audit',
  unknownRunText: 'It may have been deleted, or has not finished yet.',
  toNewest: 'Show the newest',
  asOf: (utc: string, scope: string) => `As of ${formatInstant(utc)} · ${scope}`,
  views: {
    label: 'Tie-out by',
    month: 'By month',
    campaign: 'By campaign',
    project: 'By project',
    donors: 'Donors’ years',
    certificate: 'What was read',
  },
  passed: (lines: number) =>
    `Ties out: 0 unexplained in ${formatNumber(lines)} ${lines === 1 ? 'line' : 'lines'}.`,
  failed: (lines: number, of: number) =>
    `Does not tie out: ${formatNumber(lines)} of ${formatNumber(of)} lines have an unexplained difference.`,
  notBroken:
    'Campaigns and projects are not told of this audit: it was made by an older Tieout. Run its rules again to see them.',
  projectNote:
    'A gift that is split over projects counts once in each of them, with its share of the money.',
  noneOfBreakdown: 'There are no records to break down here.',
  records: 'Records',
  allRecords: 'All',
  currency: 'Currency',
  allCurrencies: 'All currencies',
  openOnly: 'Only lines that don’t tie out',
  noLines: 'No line is left by this choice.',
  noOpenLines: 'Every line ties out.',
  clear: 'Show all lines',
  pages: 'Pages of lines',
  shownLines: (from: number, to: number, of: number) =>
    `Lines ${formatNumber(from)} to ${formatNumber(to)} of ${formatNumber(of)}`,
  previous: 'Previous',
  next: 'Next',
  columns: {
    month: 'Month',
    campaign: 'Campaign',
    project: 'Project',
    raise: PRODUCT_WORDS.raise,
    crm: PRODUCT_WORDS.crm,
    difference: 'Difference',
    explained: 'Explained',
    unreadable: 'Unreadable',
    unknown: 'Unknown',
    unexplained: 'Unexplained',
  },
  totals: 'All lines shown',
  totalOf: (type: RecordType, currency: string | null) =>
    `All ${RECORD_WORDS[type].many}${currency === null ? '' : `, ${currency}`}`,
  key: {
    month: (key: string) => months.format(Date.parse(`${key}-01T00:00:00Z`)),
    none: { month: 'No day told', campaign: 'No campaign', project: 'No project' },
    unnamed: (by: 'campaign' | 'project', id: string) =>
      `${by === 'campaign' ? 'Campaign' : 'Project'} ${id}`,
  },
  lineOf: (type: RecordType, currency: string | null) =>
    `${capital(RECORD_WORDS[type].many)}${currency === null ? '' : `, ${currency}`}`,
  nothing: '–',
  nothingLabel: 'none',
  tiesOut: 'Ties out',
  causes: (count: number) => `${formatNumber(count)} ${count === 1 ? 'cause' : 'causes'}`,
  causesOf: (causes: string, line: string) => `${causes} explaining ${line}`,
  cause: (state: State, cause: Cause) =>
    `${stateEntry(state).title}: ${causeEntry(state, cause).words}`,
  showRows: (column: string, line: string, value: string) =>
    `${value}: show the records, ${column}, ${line}`,
  donors: {
    text: 'What a tax statement of either side would add up for a donor in a calendar year. Only donors’ years in which the two differ are listed, those that differ by most first, counted in each currency’s smallest unit.',
    none: (compared: number) =>
      `In all ${formatNumber(compared)} donors’ years both sides come to the same.`,
    summary: (total: number, compared: number) =>
      `${formatNumber(total)} of ${formatNumber(compared)} donors’ years differ.`,
    more: (shown: number, total: number) =>
      `The ${formatNumber(shown)} largest of ${formatNumber(total)} are kept and exported with the audit.`,
    notMade: 'Not added up: that takes an audit of all donors and gifts of its period, with CRM+.',
    older:
      'Donors’ years are not told of this audit: it was made by an older Tieout. Run its rules again to see them.',
    exportHint: 'The exported workbook holds this table.',
    table: 'Donors’ years that differ',
    columns: {
      donor: 'Donor in Raise',
      contact: 'Contact in CRM+',
      year: 'Year',
      raise: 'Raise',
      crm: 'CRM+',
      difference: 'Difference',
    },
    gifts: (count: number) => `${formatNumber(count)} ${count === 1 ? 'gift' : 'gifts'}`,
    noRecord: 'none',
  },
  certificate: {
    title: 'Coverage certificate',
    verdict: (complete: number, of: number) =>
      complete === of
        ? `All ${formatNumber(of)} lists were read to their ends.`
        : `${formatNumber(complete)} of ${formatNumber(of)} lists were read to their ends.`,
    text: 'Each list as it was read: what the product said it holds, what came, and when.',
    table: 'What each list’s read was worth',
    columns: {
      stream: 'List',
      advertised: 'Advertised',
      read: 'Read',
      unreadable: 'Unreadable',
      ids: 'Ids',
      times: 'First and last page',
      pages: 'Pages',
      changed: 'Changed meanwhile',
      complete: 'Complete',
      note: 'Note',
    },
    ids: (first: string, last: string) => `${first} to ${last}`,
    yes: 'Yes',
    no: 'No',
  },
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
