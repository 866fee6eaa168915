import {
  PRODUCT_WORDS,
  RECORD_WORDS,
  type Product,
  type RecordType,
} from '../../core/model/record-type.ts';
import type { Actor } from '../../core/model/states.ts';
import { formatClockTime, formatNumber } from './format.ts';

/** Words of the quick check. */
export const checkWords = {
  title: 'Quick check',
  description: 'One record on both sides, in a few calls.',
  loading: 'Loading',
  record: 'Record',
  recordType: (type: RecordType) => capital(RECORD_WORDS[type].one),
  side: 'Whose id',
  sideId: (side: Product) => `${PRODUCT_WORDS[side]} id`,
  id: (type: RecordType, side: Product) =>
    side === 'crm' && type === 'donor'
      ? 'CRM+ contact id'
      : `${PRODUCT_WORDS[side]} ${RECORD_WORDS[type].one} id`,
  idPlaceholder: '100234',
  notAnId: 'An id is a whole number of at most 19 digits.',
  check: 'Check',
  stop: 'Stop',
  checking: 'Asking both products',
  again: 'Check again',
  checkedAt: (atMs: number) => `Checked at ${formatClockTime(atMs)}`,
  history: 'Checks of this session',
  historyItem: (type: RecordType, id: string, side: Product) =>
    `${capital(RECORD_WORDS[type].one)} ${id}${side === 'crm' ? ' (CRM+ id)' : ''}`,
  nothingYet: 'Nothing checked yet',
  nothingYetText:
    'Type an id and press Enter. Tieout reads the record, what it links to and what refers to it, and judges it as an audit would.',
  consistent: 'Consistent',
  consistentText: 'Both records exist, are linked, and agree.',
  noVerdict: 'No verdict',
  noRaise: 'It names no Raise record, so there is nothing to compare.',
  noFinding: 'No finding',
  noFindingText: 'Nothing speaks against this record.',
  gapHelp: 'Confirm how CRM+ records refer to Raise on the Connection page, then check again.',
  openConnection: 'Open Connection',
  cause: 'Cause',
  whoActs: 'Who acts',
  evidence: 'Evidence',
  actors: {
    customer_admin: 'The customer’s admin',
    platform_support: 'The platform’s support',
    consultant: 'The consultant',
    nobody: 'Nobody has to',
  } satisfies Record<Actor, string>,
  toAct: 'Needs action',
  noAction: 'No action needed',
  /** Of what somebody should look at, though it says nothing about the record. */
  notCounted: 'Not known, so not counted as to act on',
  related: 'Related records',
  relatedIds: (product: Product, ids: readonly string[]) =>
    `${PRODUCT_WORDS[product]}: ${ids.join(', ')}`,
  openIn: (product: Product) => `Open in ${PRODUCT_WORDS[product]}`,
  newTab: '(opens a new tab)',
  sides: 'Both sides',
  limits: 'What one record can’t tell',
  calls: (raise: number, crm: number) =>
    `${formatNumber(raise + crm)} ${raise + crm === 1 ? 'call' : 'calls'}: Raise ${formatNumber(raise)}, CRM+ ${formatNumber(crm)}`,
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
