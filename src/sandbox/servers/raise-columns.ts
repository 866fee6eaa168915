import { formattedAmount, minorOf } from '../money-text.ts';
import { displayDay } from '../zone-clock.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord, textOf } from '../wire-record.ts';

/** The answer of a query with `selectedColumns`: formatted strings in the order of the columns (docs/api-facts.md B2). */
export function columnForm(
  record: WireRecord,
  columns: readonly string[],
  donor: WireRecord | undefined,
): WireRecord {
  const projects: unknown[] = Array.isArray(record['projects']) ? record['projects'] : [];
  return {
    id: record['id'],
    isAnonymous: record['isAnonymous'] ?? false,
    metadata: columns.map((column) => cell(record, column, donor ?? {})),
    projects: projects.filter(isWireRecord).map((project) => ({
      name: project['name'],
      amount: shownAmount(project['amount'], record),
    })),
  };
}

function cell(record: WireRecord, column: string, donor: WireRecord): string {
  const address: unknown = record['billingAddress'];
  const billing = isWireRecord(address) ? address : {};
  const values: { [column: string]: unknown } = {
    id: record['id'],
    date: typeof record['date'] === 'string' ? displayDay(record['date']) : null,
    amount: shownAmount(record['amount'], record),
    'tender type info': record['paymentInfo'],
    'donor id': record['donorId'],
    'donor first name': donor['firstName'],
    'donor last name': donor['lastName'],
    'donor email': donor['email'],
    'donor phone': donor['phone'],
    'billing address line 1': billing['address1'],
    'billing address line 2': billing['address2'],
    'billing address city': billing['city'],
    'billing address state': billing['state'],
    'billing address postal': billing['postal'],
    'billing address country': billing['countryString'],
    status: record['statusText'],
    'transaction id': record['transactionId'],
    'create date': record['createdDate'],
    'modified date': record['modifiedDate'],
    name: record['name'],
    email: record['email'],
    phone: record['phone'],
  };
  const value = values[column.toLowerCase()];
  return textOf(value);
}

function shownAmount(amount: unknown, record: WireRecord): string {
  const currency = textOf(record['currency'] ?? record['currencyCode'] ?? 'USD');
  return formattedAmount(minorOf(amount, currency), currency);
}
