import { formatNumber } from './format.ts';

/** Words of the start page. */
export const startWords = {
  title: 'Workspaces',
  /** @param attention null while it isn't known */
  description: (count: number, attention: number | null) => {
    const all = count === 1 ? 'One workspace' : `${formatNumber(count)} workspaces`;
    if (attention === null) return all;
    return attention === 0
      ? `${all}. None of them needs attention.`
      : `${all}, ${formatNumber(attention)} of them ${attention === 1 ? 'needs' : 'need'} attention.`;
  },
  welcomeTitle: 'Prove that Raise and CRM+ agree',
  welcome:
    'Tieout compares what a nonprofit’s Raise recorded with what its CRM+ holds, to the record and to the cent. It reads only, explains every difference and says who has to act, and hands over a workbook that proves it.',
  beginTitle: 'Begin with a customer',
  demoTitle: 'Or look around first',
  demo: 'The demo audits a made-up nonprofit with planted faults. It runs on this computer, needs no token and no network, and takes a quarter of a minute.',
  openDemo: 'Try the demo',
  newWorkspace: 'New workspace',
  newTitle: 'New workspace',
  columns: {
    name: 'Workspace',
    status: 'Status',
    lastRun: 'Last audit',
    open: 'Open',
    toActOn: 'To act on',
    atStake: 'At stake',
    trend: 'Trend of open',
    next: 'Next audit',
  },
  table: 'Workspaces and how they stand',
  openNamed: (name: string) => `Open ${name}`,
  never: 'never',
  /** While a figure is added up. */
  adding: '…',
  unknown: 'not known',
  nothingAtStake: 'nothing',
  noTrend: 'none yet',
  days: (from: string | null, to: string | null) => {
    if (from === null && to === null) return 'all time';
    if (from === to) return `of ${from ?? ''}`;
    return `${from ?? 'the beginning'} to ${to ?? 'now'}`;
  },
  change: (more: number) =>
    more === 0 ? '±0' : more > 0 ? `+${formatNumber(more)}` : `−${formatNumber(-more)}`,
  trendText: (open: readonly number[]) =>
    `Open after the last ${formatNumber(open.length)} audits, oldest first: ${open.map((count) => formatNumber(count)).join(', ')}`,
  due: 'due now',
  hourly: 'every hour',
  unscheduled: 'no schedule',
  sortedByCurrency: (currency: string | null) =>
    currency === null
      ? 'Currencies are never added up.'
      : `Currencies are never added up: this sorts by ${currency}.`,
  busy: (program: string, isAudit: boolean) =>
    `Being ${isAudit ? 'audited' : 'changed'} by ${program}.`,
  failedTry: (sentence: string | null) =>
    `The last scheduled audit came to no result${sentence === null ? '.' : `: ${sentence}`}`,
  locked: 'Its tokens are locked: no audit can start.',
  filter: 'Filter by name',
  show: 'Show',
  filters: {
    all: (count: number) => `All (${formatNumber(count)})`,
    attention: (count: number) => `Need attention (${formatNumber(count)})`,
    unscheduled: (count: number) => `No schedule (${formatNumber(count)})`,
    never: (count: number) => `Never audited (${formatNumber(count)})`,
  },
  nothing: (text: string) =>
    text === '' ? 'There is none of these.' : `None of these has “${text}” in its name.`,
  summary: {
    write: 'Summary workbook',
    saved: (customers: number, path: string) =>
      `The summary of ${formatNumber(customers)} ${customers === 1 ? 'customer' : 'customers'} was saved as ${path}.`,
    ready: (customers: number, name: string) =>
      `The summary of ${formatNumber(customers)} ${customers === 1 ? 'customer' : 'customers'} is in your downloads as ${name}.`,
  },
  facts: {
    readOnly: 'Reads only',
    readOnlyText: 'No donor, gift or schedule is ever changed, in either product.',
    local: 'Stays on this computer',
    localText: 'Donors’ data and tokens go nowhere else; each customer has a folder of its own.',
    honest: 'Says what it could not read',
    honestText: 'A list that was not read to its end makes an audit “not verified”, never “clean”.',
  },
} as const;
