import type { FieldName } from '../../core/model/finding.ts';
import { formatNumber } from './format.ts';

/** Values of a record that are shown beside the compared ones. */
export type OtherField =
  | 'campaign'
  | 'canSync'
  | 'testMode'
  | 'coveredCosts'
  | 'link'
  | 'type'
  | 'household'
  | 'mergedInto'
  | 'erased'
  | 'passthrough'
  | 'created'
  | 'modified';

/** Names of the values of a record. */
export const FIELD_LABELS: Readonly<Record<FieldName | OtherField, string>> = {
  name: 'Name',
  organizationName: 'Organization',
  email: 'Email',
  phone: 'Phone',
  archived: 'Archived',
  amount: 'Amount',
  currency: 'Currency',
  date: 'Date',
  contact: 'Donor / contact',
  projects: 'Projects',
  status: 'Status',
  frequency: 'Frequency',
  startDate: 'Start date',
  campaign: 'Campaign',
  canSync: 'Campaign syncs',
  testMode: 'Test mode',
  coveredCosts: 'Costs covered',
  link: 'Link',
  type: 'Type',
  household: 'People',
  mergedInto: 'Merged into',
  erased: 'Erased',
  passthrough: 'Passthrough contact',
  created: 'Created',
  modified: 'Last changed',
};

export const fieldWords = {
  yes: 'yes',
  no: 'no',
  nothing: '–',
  nothingLabel: 'no value',
  active: 'active',
  cancelled: 'cancelled',
  reversal: 'reversal',
  sum: (amount: string) => `Sum ${amount}`,
  unnamed: 'unnamed',
  aYear: (charges: number) => `${formatNumber(charges)} a year`,
  numbered: (number: number, value: string) => `${number}: ${value}`,
  share: (name: string, amount: string) => `${name} ${amount}`,
  reference: (source: string, id: string) => `${source} · ${id}`,
} as const;

export const sidesWords = {
  caption: 'What stands in Raise and in CRM+',
  field: 'Field',
  notThere: 'no record read',
  notUnderstood: 'could not be read',
  differing: 'Differs',
  differingGroup: (count: number) =>
    count === 1 ? '1 value differs' : `${formatNumber(count)} values differ`,
  otherGroup: 'Other values',
  loneGroup: 'Values',
  noneRead: 'Neither record was read in this run.',
  noneUnderstood: 'The record could not be read: what the product answered can’t be understood.',
} as const;
