import type { Product, RecordType } from '../../core/model/record-type.ts';
import { PRODUCT_WORDS, RECORD_WORDS } from '../../core/model/record-type.ts';
import { formatInstant, formatNumber } from './format.ts';

/** Where the two products are reached unless somebody says otherwise. */
export const USUAL_ADDRESSES: Readonly<Record<Product, string>> = {
  raise: 'https://prod-api.raisedonors.com',
  crm: 'https://api.virtuoussoftware.com',
};

/** Words of the connection page. */
export const connectWords = {
  title: 'Connection',
  description:
    'Two tokens from this customer. Tieout only reads, whatever they permit, and never shows a token again.',
  loading: 'Loading the connection',
  formTitle: 'Addresses and tokens',
  address: 'Address',
  usualAddress: 'Use the usual address',
  token: 'Token',
  tokenHint: {
    raise:
      'The customer’s Raise administrator makes it. It belongs to one organization; reading is enough.',
    crm: 'The customer’s administrator makes it in CRM+: Settings, All Settings, Connectivity, API Keys. Reading is enough.',
  } satisfies Record<Product, string>,
  tokenPlaceholder: 'Paste the token',
  showToken: 'Show what was typed',
  keptToken: 'Token kept',
  lockedToken: 'Token kept, key store locked',
  lockedHint: 'Unlock the key store in the settings to use it.',
  chooseKeyStore: 'Choose where tokens are kept',
  forgotten: 'The token will be forgotten when you save.',
  replace: 'Replace',
  forget: 'Forget',
  keep: 'Keep the old one',
  of: (action: string, product: Product) => `${action}: ${PRODUCT_WORDS[product]} token`,
  noCrm: 'This customer doesn’t use CRM+',
  noCrmHint: 'Every record then counts as excluded: nothing is expected in CRM+.',
  saveAndTest: 'Save and test',
  test: 'Test again',
  testFirst: 'Test the connection',
  save: 'Save without a test',
  saving: 'Saving',
  testing: 'Testing: about ten calls to each product',
  saved: 'Saved. Nothing has been tested yet.',
  demo: 'This is the demo workspace: both products are simulated inside Tieout, so there is no address and no token to enter.',
  errors: {
    noAddress: 'Write the address of the API.',
    notAnAddress: 'This is no web address. It looks like https://api.example.com.',
    notHttps: 'The address has to begin with https://, so that the token can’t be read on its way.',
    hasPath: 'Only the origin is needed: leave out what follows the host.',
    noToken: 'Paste a token, or Tieout can’t read anything.',
    blankToken: 'A token has no spaces or line breaks inside.',
    oneAddress: 'Both products have the same address: is one of them in the wrong field?',
  },

  reportTitle: 'What the test found',
  notTested: 'Not tested in this session',
  notTestedText:
    'A test asks each product a few things: whether the token is accepted, what it may read, how much quota is left, and how the two products refer to each other.',
  states: {
    ok: 'Connected',
    partly: 'Connected, not everything can be read',
    refused: 'Token refused',
    unreachable: 'Not reached',
  },
  organization: 'Organization',
  noOrganization: {
    raise: 'Raise’s API doesn’t tell',
    crm: 'Not told',
  } satisfies Record<Product, string>,
  zone: 'Time zone',
  quota: 'Quota left',
  quotaLeft: (remaining: number | null, limit: number | null) =>
    remaining === null
      ? limit === null
        ? 'Not told'
        : `${formatNumber(limit)} an hour`
      : limit === null
        ? formatNumber(remaining)
        : `${formatNumber(remaining)} of ${formatNumber(limit)}`,
  quotaResets: (utc: string) => `starts anew ${formatInstant(utc)}`,
  clock: 'Clock',
  clockOffset: (seconds: number) =>
    Math.abs(seconds) < 1
      ? 'Same as this computer’s'
      : `${formatNumber(Math.abs(Math.round(seconds)))} s ${seconds > 0 ? 'ahead of' : 'behind'} this computer’s`,
  clockFar: 'Set this computer’s clock: ages of records are counted from it.',
  notTold: 'Not told',
  mayRead: (product: Product) => `What the ${PRODUCT_WORDS[product]} token may read`,
  stream: 'List',
  records: 'Records',
  readable: 'Readable',
  notReadable: 'Not readable',
  unknownCount: 'not told',
  callsUsed: (raise: number, crm: number | null) =>
    crm === null
      ? `The test took ${calls(raise)} to Raise.`
      : `The test took ${calls(raise)} to Raise and ${calls(crm)} to CRM+.`,

  linksTitle: 'How the two products refer to each other',
  linksText:
    'Tieout followed a sample of references. CRM+ keeps the id of the Raise record in a reference, under a source name and often behind a prefix: that is the link convention. An audit reports CRM+ records whose Raise record is gone only under a convention that is proved or confirmed.',
  noLinks:
    'No references were found in the sample. An audit looks at every record and may still find some.',
  linkColumns: {
    recordType: 'Record',
    from: 'Direction',
    source: 'Source',
    prefix: 'Prefix',
    seen: 'Seen',
    resolved: 'Led to a record',
    agreed: 'Agreed',
    standing: 'Convention',
  },
  direction: { raise: 'Raise → CRM+', crm: 'CRM+ → Raise' } satisfies Record<Product, string>,
  recordType: (type: RecordType) => capital(RECORD_WORDS[type].many),
  noPrefix: 'none',
  share: (part: number, whole: number) =>
    whole === 0 ? '–' : `${formatNumber(part)} of ${formatNumber(whole)}`,
  confirm: 'Confirm',
  confirmOf: (source: string, prefix: string) =>
    `Confirm this convention: source ${source}, prefix ${prefix === '' ? 'none' : prefix}`,
  confirmed: 'Confirmed',
  disagrees: 'Nothing agreed: another system’s?',
  ownKey: 'Raise’s own link',

  guardTitle: 'Do both tokens belong to the same nonprofit?',
  guard: {
    proved: 'Yes, proved',
    confirmedByPerson: 'Confirmed by a person',
    contradicted: 'The two tokens seem to belong to different nonprofits',
    unproved: 'Not proved',
  },
  guardConfirmedEarlier:
    'Somebody confirmed earlier that both tokens belong to this customer. Look again if a token was replaced.',
  guardProvedEarlier: 'An earlier test proved it.',
  guardTestFirst: 'A test of both products decides it, as soon as both can be read.',
  guardUnprovedText:
    'Raise has no call that names the organization, so a test can only prove it by links that agree. Please look yourself:',
  guardLook: (organization: string | null) => [
    organization === null
      ? 'CRM+: the organization’s name in the top corner is this customer.'
      : `CRM+ says that its organization is “${organization}”. That is this customer.`,
    'Raise: the organization’s name on the page where the key was made is this customer too.',
    'A recent gift that you know is in Raise is in CRM+ as well.',
  ],
  guardConfirm: 'Yes, both are this customer’s',
  guardContradictedText:
    'Comparing two different nonprofits gives thousands of false findings and may show one customer’s donors to another. Check both tokens first.',
  guardContinue: 'Continue anyway…',
  guardDialogTitle: 'Treat both tokens as one nonprofit?',
  guardDialogCheck: 'I have looked into both products, and both tokens belong to this customer.',
  guardDialogConfirm: 'They belong together',
  cancel: 'Cancel',

  nextTitle: 'Next step',
  nextReady:
    'The connection works. A plan shows calls, time and share of the quota before anything is read.',
  nextNotYet:
    'Something above needs a look first. An audit of what can’t be read stops at the plan.',
  plan: 'Plan an audit',
} as const;

function calls(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'call' : 'calls'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
