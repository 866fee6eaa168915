import type { Reference } from '../../model/records.ts';
import type { Row } from '../wire/fields.ts';
import { readText, readTextOrNumber } from '../wire/fields.ts';
import { WrongValue } from '../wire/wrong-value.ts';

/** Longer ones are no reference to anything; cutting them could name another record. */
const LONGEST = 500;

/** A gift's or schedule's back-reference: `transactionSource` and `transactionId`, both or none (docs/api-facts.md A6, A7). */
export function readReference(row: Row): Reference | null {
  return referenceOf(row['transactionSource'], row['transactionId'], 'transactionId');
}

/** As readReference, for a row that is quarantined anyway. */
export function referenceOrNull(row: Row): Reference | null {
  try {
    return readReference(row);
  } catch {
    return null;
  }
}

/** @throws WrongValue where something is given that is no reference: dropping it would make the record unlinked */
export function referenceOf(
  sourceValue: unknown,
  idValue: unknown,
  field: string,
): Reference | null {
  if (!isTextual(sourceValue) || !isTextual(idValue)) throw new WrongValue(`${field}: not a text`);
  if (isLong(sourceValue) || isLong(idValue)) throw new WrongValue(`${field}: too long`);
  const source = readText(sourceValue);
  const id = readTextOrNumber(idValue);
  return source === null || id === null ? null : { source, id };
}

function isTextual(value: unknown): boolean {
  return value == null || typeof value === 'string' || Number.isSafeInteger(value);
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > LONGEST;
}
