import type { FieldName } from '../../model/finding.ts';

/**
 * What stands in a masked copy where donor data stood. No hash of it: names, emails and phones can be guessed and hashed
 * again by anybody, and a secret key would have to be kept somewhere for two copies of one run to be the same.
 */
export const MASK = '(masked)';

/** Whether a text can only be an id: digits, as both products number their records. */
export function isPlainId(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

export function maskedId(id: string | null): string | null {
  return id === null || isPlainId(id) ? id : MASK;
}

/** What persons or products wrote: it is there or not, and that is all. */
export function maskedText(text: string | null): string | null {
  return text === null ? null : MASK;
}

/**
 * A compared value. Values that describe a person are always masked; the others stay if they have the form that their
 * field has, for what a product answers in the wrong form may be anything.
 */
export function maskedValue(field: FieldName, value: string | null): string | null {
  return value === null || FORMS[field]?.test(value) ? value : MASK;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A status or rhythm as a product words it: letters, no more than a few words. */
const LABEL = /^[\p{L}\d /_-]{1,40}$/u;

const FORMS: Readonly<Record<FieldName, RegExp | null>> = {
  name: null,
  organizationName: null,
  email: null,
  phone: null,
  archived: /^(?:true|false)$/,
  amount: /^-?\d+(?:\.\d+)?$/,
  currency: /^[A-Z]{3}$/,
  date: DAY,
  startDate: DAY,
  contact: /^\d{1,15}(?:, \d{1,15})*$/,
  status: LABEL,
  frequency: LABEL,
  // Names of projects and amounts: the customer's own words for its work, as in the tie-out.
  projects: /^/,
};
