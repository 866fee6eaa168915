import { methodsOf } from '../shapes/crm-abbreviated.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';

export type ParameterType = 'Int' | 'Decimal' | 'String' | 'Date' | 'Boolean' | 'List';

/** A query parameter: its display name, and where its value stands in a record. */
export interface Parameter {
  name: string;
  type: ParameterType;
  read(record: WireRecord): unknown;
  /** The record's id: conditions on it are answered from the id order, without looking at records. */
  isId?: true;
  /** The one member that `read` looks at, of those that are cheap to make. */
  member?: string;
  /** The indexed member behind `Is`. */
  indexed?: string;
  /** The stored instant is UTC and is compared by the organization's day. */
  isUtc?: true;
  values?: readonly string[];
}

export type Resource = 'contact' | 'gift' | 'recurringGift' | 'project' | 'campaign' | 'donor';

const member =
  (name: string) =>
  (record: WireRecord): unknown =>
    record[name];
const int = (name: string, at: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  type: 'Int',
  read: member(at),
  ...more,
});
const text = (name: string, at: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  type: 'String',
  read: member(at),
  ...more,
});
const date = (name: string, at: string): Parameter => ({
  name,
  type: 'Date',
  read: member(at),
  member: at,
});
const utc = (name: string, at: string): Parameter => ({ ...date(name, at), isUtc: true });
const flag = (name: string, at: string): Parameter => ({ name, type: 'Boolean', read: member(at) });

const CRM_STAMPS = [
  utc('Create Date', 'createDateTimeUtc'),
  utc('Last Modified Date', 'modifiedDateTimeUtc'),
  date('Create DateTime UTC', 'createDateTimeUtc'),
  date('Last Modified DateTime UTC', 'modifiedDateTimeUtc'),
];

const GIFT_TYPES = [
  'Cash',
  'Check',
  'Credit',
  'Cryptocoin',
  'Electronic Funds Transfer',
  'Non-Cash',
  'Other',
  'Qualified Charitable Distribution',
  'Reversing Transaction',
  'Stock',
];

/** CRM+ parameters (docs/api-facts.md A3: recorded for designations and contacts, the rest by its clients). */
export const CRM_PARAMETERS: { [resource in Resource]: readonly Parameter[] } = {
  contact: [
    int('Contact Id', 'id', { isId: true }),
    text('Legacy Contact Id', 'legacyContactId'),
    text('Contact Name', 'name'),
    {
      name: 'Contact Type',
      type: 'List',
      read: member('contactType'),
      values: ['Foundation', 'Household', 'Organization'],
    },
    flag('Private', 'isPrivate'),
    ...CRM_STAMPS,
    text('First Name', 'firstName', { read: (record) => firstIndividual(record)['firstName'] }),
    text('Last Name', 'lastName', { read: (record) => firstIndividual(record)['lastName'] }),
    text('Email Address', 'email', { read: (record) => methodValues(record, true) }),
    text('Phone Number', 'phone', { read: (record) => methodValues(record, false) }),
  ],
  gift: [
    int('Gift Id', 'id', { isId: true }),
    text('Transaction Source', 'transactionSource'),
    text('Transaction Id', 'transactionId', { indexed: 'transactionId' }),
    ...CRM_STAMPS,
    { name: 'Gift Type', type: 'List', read: member('giftType'), values: GIFT_TYPES },
    date('Gift Date', 'giftDate'),
    { name: 'Amount', type: 'Decimal', read: member('amount') },
    {
      name: 'Currency Code',
      type: 'List',
      read: member('currencyCode'),
      values: ['EUR', 'JPY', 'KWD', 'USD'],
    },
    text('Batch', 'batch'),
    date('Receipt Date', 'receiptDate'),
    text('Notes', 'notes'),
    flag('Private', 'isPrivate'),
    flag('Gift Tax-Deductible', 'isTaxDeductible'),
    int('Contact Id', 'contactId', { indexed: 'contactId' }),
    text('Contact Name', 'contactName'),
    int('Passthrough Contact Id', 'contactPassthroughId'),
  ],
  recurringGift: [
    int('Recurring Gift Id', 'id', { isId: true }),
    text('Transaction Source', 'transactionSource'),
    text('Transaction Id', 'transactionId', { indexed: 'transactionId' }),
    ...CRM_STAMPS,
    date('Recurring Gift Date', 'recurringGiftDate'),
    date('Start Date', 'startDate'),
    { name: 'Amount', type: 'Decimal', read: member('amount') },
    text('Frequency', 'frequency'),
    int('Contact Id', 'contactId'),
  ],
  project: [
    int('Project Id', 'id', { isId: true }),
    text('Project Name', 'name'),
    text('Project Code', 'projectCode'),
  ],
  campaign: [int('Campaign Id', 'campaignId', { isId: true }), text('Campaign Name', 'name')],
  donor: [],
};

const RAISE_STAMPS = [utc('Create Date', 'createdDate'), utc('Modified Date', 'modifiedDate')];

/** Raise parameters: `Create Date` and `Status` are recorded, the others follow the column names of B2. */
export const RAISE_PARAMETERS: { [resource in Resource]: readonly Parameter[] } = {
  donor: [
    int('Id', 'id', { isId: true }),
    int('Donor Id', 'id', { isId: true }),
    ...RAISE_STAMPS,
    text('Name', 'name'),
    text('Email', 'email'),
    text('Phone', 'phone'),
    text('First Name', 'firstName'),
    text('Last Name', 'lastName'),
  ],
  gift: [
    int('Id', 'id', { isId: true }),
    ...RAISE_STAMPS,
    date('Date', 'date'),
    { name: 'Amount', type: 'Decimal', read: member('amount') },
    text('Status', 'statusText'),
    int('Donor Id', 'donorId', { indexed: 'donorId' }),
    text('Campaign', 'campaignName'),
    text('Transaction Id', 'transactionId'),
  ],
  recurringGift: [
    int('Id', 'id', { isId: true }),
    ...RAISE_STAMPS,
    date('Start Date', 'startDate'),
    { name: 'Amount', type: 'Decimal', read: member('amount') },
    text('Status', 'statusText'),
    int('Donor Id', 'donorId', { indexed: 'donorId' }),
  ],
  campaign: [int('Id', 'id', { isId: true }), text('Name', 'name')],
  contact: [],
  project: [],
};

function firstIndividual(contact: WireRecord): WireRecord {
  const people: unknown = contact['contactIndividuals'];
  const first: unknown = Array.isArray(people) ? people[0] : undefined;
  return isWireRecord(first) ? first : {};
}

function methodValues(contact: WireRecord, isEmail: boolean): unknown[] {
  return methodsOf(contact)
    .filter((method) => String(method['type']).includes('Email') === isEmail)
    .map((method) => method['value']);
}
