import { formatNumber } from './format.ts';

/** Words of the start page. */
export const startWords = {
  title: 'Workspaces',
  description: (count: number) =>
    count === 1 ? 'One customer' : `${formatNumber(count)} customers`,
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
    findings: 'Findings',
    open: 'Open',
  },
  table: 'Workspaces and how they stand',
  open: 'Open',
  openNamed: (name: string) => `Open ${name}`,
  never: '–',
  neverSpoken: 'none',
  filter: 'Filter by name',
  nothing: (text: string) => `No workspace has “${text}” in its name.`,
  facts: {
    readOnly: 'Reads only',
    readOnlyText: 'No donor, gift or schedule is ever changed, in either product.',
    local: 'Stays on this computer',
    localText: 'Donors’ data and tokens go nowhere else; each customer has a folder of its own.',
    honest: 'Says what it could not read',
    honestText: 'A list that was not read to its end makes an audit “not verified”, never “clean”.',
  },
} as const;
