import type { WireRecord } from '../wire-record.ts';
import { isWireRecord, textOf } from '../wire-record.ts';

/**
 * A Raise donor with every member of docs/api-facts.md B3. What `given` states is kept verbatim; `email` and `phone`
 * mirror the primary entries of the collections, so either one may be given.
 */
export function raiseDonor(given: WireRecord & { id: number }): WireRecord {
  const { id, ...rest } = given;
  const first =
    given['firstName'] ??
    (given['name'] === undefined && given['isOrganization'] !== true
      ? 'Test'
      : firstWord(given['name']));
  const last =
    given['lastName'] ??
    (given['name'] === undefined && given['isOrganization'] !== true
      ? `Donor${id}`
      : lastWord(given['name']));
  const address = isWireRecord(given['primaryAddress'])
    ? raiseAddress(id, given['primaryAddress'])
    : raiseAddress(id, {});
  return {
    id,
    name: given['organizationName'] ?? ([first, last].map(textOf).join(' ').trim() || null),
    title: null,
    firstName: first,
    middleName: null,
    lastName: last,
    suffix: null,
    email: null,
    phone: null,
    createdDate: '2026-03-10T12:00:00',
    modifiedDate: '2026-03-10T12:00:00',
    notes: null,
    isOrganization: false,
    organizationName: null,
    crmKeyUrls: {},
    crmKey: null,
    crmSecondKey: null,
    isTestMode: false,
    isArchived: false,
    isGDPRDeleted: false,
    donorAddresses: given['primaryAddress'] === null ? [] : [address],
    donorEmailAddresses:
      typeof given['email'] === 'string' ? [donorMethod(id, 1, given['email'], true)] : [],
    donorPhoneNumbers:
      typeof given['phone'] === 'string' ? [donorMethod(id, 2, given['phone'], false)] : [],
    ...rest,
    primaryAddress: given['primaryAddress'] === null ? null : address,
  };
}

/** An entry of `donorEmailAddresses` or `donorPhoneNumbers`. */
export function donorMethod(
  donorId: number,
  serial: number,
  value: string,
  isEmail: boolean,
  isPrimary = true,
): WireRecord {
  return {
    id: donorId * 10 + serial,
    donorId,
    typeDisplay: isEmail ? 'Home Email' : 'Mobile',
    value,
    secondaryValue: null,
    isPrimary,
    isOptedIn: true,
    isValid: true,
    isEmail,
    isPhone: !isEmail,
    isBounced: false,
    countryCode: 'US',
  };
}

export function raiseAddress(donorId: number, given: WireRecord): WireRecord {
  return {
    address1: null,
    address2: null,
    city: null,
    state: null,
    postal: null,
    countryString: 'United States',
    addressTypeDisplay: 'Home',
    id: donorId * 10,
    donorId,
    isPrimary: true,
    ...given,
  };
}

function firstWord(name: unknown): string | null {
  return typeof name === 'string' ? (name.trim().split(/\s+/)[0] ?? null) : null;
}

function lastWord(name: unknown): string | null {
  return typeof name === 'string' ? name.trim().split(/\s+/).slice(1).join(' ') || null : null;
}
