import { displayDay } from '../zone-clock.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';

/** The short gift of Query and ByContact: display strings, no transaction source or id (docs/api-facts.md A6). */
export function abbreviatedGift(full: WireRecord): WireRecord {
  const date = full['giftDate'];
  return {
    id: full['id'],
    contactId: full['contactId'],
    contactIndividualId: full['contactIndividualId'],
    giftType: full['giftType'],
    giftDate: typeof date === 'string' ? displayDay(date) : null,
    amount: full['amountFormatted'],
    segment: full['segment'],
    batch: full['batch'],
    giftUrl: full['giftUrl'],
    culture: null,
    exchangeRate: full['exchangeRate'],
    currencyCode: full['currencyCode'],
    baseCurrencyCode: full['baseCurrencyCode'],
  };
}

/** The short contact of Query (A4); `contactViewUrl` is an API path. */
export function abbreviatedContact(full: WireRecord): WireRecord {
  const methods = methodsOf(full);
  const address = isWireRecord(full['address']) ? full['address'] : {};
  const place = [address['address1'], address['city'], address['state'], address['postal']];
  return {
    id: full['id'],
    name: full['name'],
    contactType: full['contactType'],
    contactName: full['name'],
    address: place.filter((part) => typeof part === 'string' && part !== '').join(', '),
    email: methods.find((method) => String(method['type']).includes('Email'))?.['value'] ?? null,
    phone: methods.find((method) => !String(method['type']).includes('Email'))?.['value'] ?? null,
    contactViewUrl: `/api/Contact/${String(full['id'])}`,
  };
}

/** All contact methods of a contact's individuals. */
export function methodsOf(contact: WireRecord): WireRecord[] {
  const people: unknown[] = Array.isArray(contact['contactIndividuals'])
    ? contact['contactIndividuals']
    : [];
  return people
    .filter(isWireRecord)
    .flatMap((person): unknown[] =>
      Array.isArray(person['contactMethods']) ? person['contactMethods'] : [],
    )
    .filter(isWireRecord);
}
