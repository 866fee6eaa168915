// The oracle's own reading of the wire, written from api-contract.md and not from the connectors: that both come to
// the same verdicts is the point. A record that can't be read becomes { readable: false } with what is left of it.

export interface Ref {
  source: string;
  prefix: string;
  raiseId: string;
}
export interface Key {
  kind: 'none' | 'crm' | 'foreign' | 'malformed';
  text: string;
}
export interface Place {
  line: string;
  city: string;
  postal: string;
}
export interface Share {
  name: string;
  minor: number;
}

interface Base {
  readable: boolean;
  id: string | null;
  created: number | null;
  modified: number | null;
}
export interface Donor extends Base {
  key: Key;
  names: string[];
  surname: string;
  isOrganization: boolean;
  organizationName: string;
  email: string;
  phone: string;
  emails: string[];
  phones: string[];
  places: Place[];
  isTest: boolean;
  isArchived: boolean;
  isErased: boolean;
}
export interface RaiseGift extends Base {
  key: Key;
  donorId: string | null;
  minor: number;
  costs: number;
  currency: string;
  day: number;
  status: string;
  projects: Share[];
  campaignId: string | null;
  campaignName: string;
  canSync: boolean | null;
  isTest: boolean;
}
export interface RaiseSchedule extends Base {
  key: Key;
  donorId: string | null;
  minor: number;
  currency: string;
  perYear: number | null;
  startDay: number | null;
  status: string;
  campaignId: string | null;
  campaignName: string;
  canSync: boolean | null;
  isTest: boolean;
}
export interface Campaign {
  id: string | null;
  name: string;
  canSync: boolean | null;
}
export interface Contact extends Base {
  names: string[];
  emails: string[];
  phones: string[];
  refs: Ref[];
  mergedInto: string | null;
  isArchived: boolean | null;
}
export interface CrmGift extends Base {
  ref: Ref | null;
  contactId: string | null;
  passthroughId: string | null;
  isReversing: boolean;
  minor: number;
  currency: string;
  day: number;
  shares: Share[];
}
export interface CrmSchedule extends Base {
  ref: Ref | null;
  contactId: string | null;
  amount: unknown;
  perYear: number | null;
  startDay: number | null;
  isCancelled: boolean;
}

type Json = Record<string, unknown>;
class Unreadable extends Error {}

export function readDonor(wire: unknown): Donor {
  const w = objectOf(wire);
  const donor: Donor = {
    ...baseOf(w, 'createdDate', 'modifiedDate'),
    key: keyOf(w),
    names: [],
    surname: '',
    isOrganization: false,
    organizationName: '',
    email: '',
    phone: '',
    emails: [],
    phones: [],
    places: [],
    isTest: false,
    isArchived: false,
    isErased: false,
  };
  return attempt(donor, () => {
    const first = text(w['firstName']);
    const last = text(w['lastName']);
    donor.names = [nameForm(text(w['name'])), nameForm(`${first} ${last}`)].filter(Boolean);
    donor.surname = nameForm(last);
    donor.isOrganization = flag(w['isOrganization']);
    donor.organizationName = nameForm(text(w['organizationName']));
    donor.email = text(w['email']).toLowerCase();
    donor.phone = phoneForm(text(w['phone']));
    donor.emails = [
      donor.email,
      ...list(w['donorEmailAddresses']).map((e) => text(e['value']).toLowerCase()),
    ].filter(Boolean);
    donor.phones = [
      donor.phone,
      ...list(w['donorPhoneNumbers']).map((p) => phoneForm(text(p['value']))),
    ].filter(Boolean);
    const primary = w['primaryAddress'] == null ? [] : [objectOf(w['primaryAddress'])];
    donor.places = [...primary, ...list(w['donorAddresses'])]
      .map(placeOf)
      .filter((p) => p.line !== '');
    donor.isTest = flag(w['isTestMode']);
    donor.isArchived = flag(w['isArchived']);
    donor.isErased = flag(w['isGDPRDeleted']);
  });
}

export function readRaiseGift(wire: unknown): RaiseGift {
  const w = objectOf(wire);
  const gift: RaiseGift = {
    ...baseOf(w, 'createdDate', 'modifiedDate'),
    key: keyOf(w),
    donorId: null,
    minor: 0,
    costs: 0,
    currency: '',
    day: 0,
    status: '',
    projects: [],
    campaignId: null,
    campaignName: '',
    canSync: null,
    isTest: false,
  };
  return attempt(gift, () => {
    gift.donorId = optionalId(w['donorId']) ?? idOf(objectOf(w['donor'])['id']);
    gift.currency = currencyOf(w['currency']);
    gift.minor = minorOf(w['amount'], gift.currency);
    gift.costs =
      w['donorPaidCosts'] == null || typeof w['donorPaidCosts'] === 'boolean'
        ? 0
        : minorOf(w['donorPaidCosts'], gift.currency);
    gift.day = must(dayOf(w['date']));
    gift.status = statusForm(w['statusText']);
    gift.projects = list(w['projects'])
      .filter((p) => p['amount'] != null && p['amount'] !== '')
      .map((p) => ({
        name: text(p['name']).toLowerCase(),
        minor: minorOf(p['amount'], gift.currency),
      }));
    const campaign = objectOf(w['campaign']);
    gift.campaignId = idOf(w['campaignId']) ?? idOf(campaign['id']);
    gift.campaignName = text(w['campaignName']).toLowerCase();
    gift.canSync = optionalFlag(w['canSync']) ?? optionalFlag(campaign['canSync']);
    gift.isTest = flag(w['isTestMode']);
  });
}

export function readRaiseSchedule(wire: unknown): RaiseSchedule {
  const w = objectOf(wire);
  const schedule: RaiseSchedule = {
    ...baseOf(w, 'createdDate', 'modifiedDate'),
    key: keyOf(w),
    donorId: null,
    minor: 0,
    currency: '',
    perYear: null,
    startDay: null,
    status: '',
    campaignId: null,
    campaignName: '',
    canSync: null,
    isTest: false,
  };
  return attempt(schedule, () => {
    schedule.donorId = optionalId(w['donorId']) ?? idOf(objectOf(w['donor'])['id']);
    schedule.currency = currencyOf(w['currencyCode']);
    schedule.minor = minorOf(w['amount'], schedule.currency);
    schedule.perYear = RAISE_FREQUENCIES.includes(Number(w['frequency']))
      ? Number(w['frequency'])
      : perYearOf(w['formattedFrequency']);
    schedule.startDay = w['startDate'] == null ? null : must(dayOf(w['startDate']));
    schedule.status = statusForm(w['statusText'] ?? w['formattedStatus'] ?? w['statusDisplay']);
    schedule.campaignId = idOf(w['campaignId']);
    schedule.campaignName = text(w['campaignName']).toLowerCase();
    schedule.canSync = optionalFlag(w['canSync']);
    schedule.isTest = flag(w['isTestMode']);
  });
}

export function readCampaign(wire: unknown): Campaign {
  const w = objectOf(wire);
  const name = w['name'];
  return {
    id: idOf(w['id']),
    name: typeof name === 'string' ? name.trim().toLowerCase() : '',
    canSync: typeof w['canSync'] === 'boolean' ? w['canSync'] : null,
  };
}

export function readContact(wire: unknown): Contact {
  const w = objectOf(wire);
  const contact: Contact = {
    ...baseOf(w, 'createDateTimeUtc', 'modifiedDateTimeUtc'),
    names: [],
    emails: [],
    phones: [],
    refs: [],
    mergedInto: null,
    isArchived: null,
  };
  if (Array.isArray(w['contactReferences'])) {
    contact.refs = w['contactReferences']
      .map((r: unknown) => refOf(objectOf(r)['source'], objectOf(r)['id']))
      .filter((r) => r !== null);
  }
  return attempt(contact, () => {
    const people = list(w['contactIndividuals']);
    list(w['contactReferences']);
    const methods = people.flatMap((p) => list(p['contactMethods']));
    contact.names = [
      text(w['name']),
      ...people.map((p) => `${text(p['firstName'])} ${text(p['lastName'])}`),
    ]
      .map(nameForm)
      .filter(Boolean);
    contact.emails = methods
      .filter((m) => /email/i.test(text(m['type'])))
      .map((m) => text(m['value']).toLowerCase())
      .filter(Boolean);
    contact.phones = methods
      .filter((m) => /phone|mobile|cell/i.test(text(m['type'])))
      .map((m) => phoneForm(text(m['value'])))
      .filter(Boolean);
    contact.mergedInto = optionalId(w['mergedIntoContactId']);
    contact.isArchived = optionalFlag(w['isArchived']);
  });
}

export function readCrmGift(wire: unknown): CrmGift {
  const w = objectOf(wire);
  const gift: CrmGift = {
    ...baseOf(w, 'createDateTimeUtc', 'modifiedDateTimeUtc'),
    ref: refOf(w['transactionSource'], w['transactionId']),
    contactId: null,
    passthroughId: null,
    isReversing: false,
    minor: 0,
    currency: '',
    day: 0,
    shares: [],
  };
  return attempt(gift, () => {
    if (w['transactionId'] !== null && typeof w['transactionId'] === 'object')
      throw new Unreadable();
    gift.contactId = optionalId(w['contactId']);
    gift.passthroughId = optionalId(w['contactPassthroughId']);
    gift.isReversing = /revers/i.test(text(w['giftType']));
    gift.currency = currencyOf(w['currencyCode']);
    gift.minor = minorOf(w['amount'], gift.currency);
    gift.day = must(dayOf(w['giftDate']));
    gift.shares = list(w['giftDesignations'])
      .filter((d) => d['amountDesignated'] != null)
      .map((d) => ({
        name: text(d['project']).toLowerCase(),
        minor: minorOf(d['amountDesignated'], gift.currency),
      }));
  });
}

export function readCrmSchedule(wire: unknown): CrmSchedule {
  const w = objectOf(wire);
  const schedule: CrmSchedule = {
    ...baseOf(w, 'createDateTimeUtc', 'modifiedDateTimeUtc'),
    ref: refOf(w['transactionSource'], w['transactionId']),
    contactId: null,
    amount: null,
    perYear: null,
    startDay: null,
    isCancelled: false,
  };
  return attempt(schedule, () => {
    schedule.contactId = optionalId(w['contactId']);
    schedule.amount = w['amount'];
    minorOf(w['amount'], 'XXX', 4); // CRM+ names no currency here: any number of decimals up to four may be right
    schedule.perYear = perYearOf(w['frequency']);
    schedule.startDay = w['startDate'] == null ? null : must(dayOf(w['startDate']));
    schedule.isCancelled = w['cancelDateTimeUtc'] != null;
  });
}

/** An amount in minor units; throws for what is none. */
export function minorOf(value: unknown, currency: string, digits = decimalsOf(currency)): number {
  const raw =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const isNegative = raw.includes('-') || /^\(.*\)$/.test(raw);
  const plain = raw.replace(/[-$€£¥(), ]|[A-Z]{3}/g, '');
  const match = /^(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!match) throw new Unreadable();
  const decimals = match[2] ?? '';
  if (/[1-9]/.test(decimals.slice(digits))) throw new Unreadable();
  const minor = Number((match[1] ?? '') + decimals.slice(0, digits).padEnd(digits, '0'));
  return isNegative && minor !== 0 ? -minor : minor;
}

export function instantOf(value: unknown): number | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const iso = value
    .trim()
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d+/, '$1');
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(iso) && iso.includes('T');
  const at = Date.parse(hasZone ? iso : iso.includes('T') ? `${iso}Z` : `${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}

/** The calendar day as written, in days since 1970. */
export function dayOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(value.trim());
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value.trim());
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3]] : us ? [us[3], us[1], us[2]] : [];
  if (year === undefined) return null;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return at.getUTCDate() === Number(date) ? at.getTime() / 86_400_000 : null;
}

export function dayInZone(at: number, timeZone: string): number {
  const iso = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}

const RAISE_FREQUENCIES = [1, 2, 4, 12, 26, 52];
// "Bimonthly" may be every two months or twice a month: no source says which, so it isn't compared.
const WORDS_PER_YEAR: Record<string, number> = {
  weekly: 52,
  biweekly: 26,
  everytwoweeks: 26,
  monthly: 12,
  quarterly: 4,
  semiannually: 2,
  semiannual: 2,
  annually: 1,
  yearly: 1,
  annual: 1,
  biennially: 0.5,
};
const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';
const HONORIFICS = new Set(
  'mr mrs ms miss mx dr prof professor rev reverend sir dame hon fr sr'.split(' '),
);

function attempt<T extends Base>(record: T, fill: () => void): T {
  try {
    fill();
    record.readable = record.id !== null;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    record.readable = false;
  }
  return record;
}

function baseOf(w: Json, created: string, modified: string): Base {
  return {
    readable: true,
    id: idOf(w['id']),
    created: instantOf(w[created]),
    modified: instantOf(w[modified]),
  };
}

function keyOf(w: Json): Key {
  const key =
    typeof w['crmKey'] === 'number'
      ? String(w['crmKey'])
      : typeof w['crmKey'] === 'string'
        ? w['crmKey'].trim()
        : '';
  if (key === '') return { kind: 'none', text: '' };
  const urls = Object.entries(objectOf(w['crmKeyUrls']));
  const isOurs = urls.some(([label, info]) => {
    if (/virtuous/i.test(label)) return true;
    const url =
      typeof info === 'string'
        ? info
        : Object.values(objectOf(info)).find((v) => typeof v === 'string' && /^https?:/.test(v));
    return (
      typeof url === 'string' &&
      /^https?:\/\/([^/]*\.)?virtuoussoftware\.com(?:[:/?#]|$)/i.test(url)
    );
  });
  if (urls.length > 0 && !isOurs) return { kind: 'foreign', text: key };
  if (/^[1-9]\d{0,14}$/.test(key)) return { kind: 'crm', text: key };
  const isSalesforce =
    /^([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(key) && /[A-Za-z]/.test(key) && /\d/.test(key);
  return { kind: isSalesforce ? 'foreign' : 'malformed', text: key };
}

function refOf(source: unknown, id: unknown): Ref | null {
  const from = typeof source === 'string' ? source.trim().toLowerCase() : '';
  const whole = typeof id === 'number' ? String(id) : typeof id === 'string' ? id.trim() : '';
  const match = /^(|.*\D)([1-9]\d{0,14})$/.exec(whole);
  return from === '' || !match
    ? null
    : { source: from, prefix: match[1] ?? '', raiseId: match[2] ?? '' };
}

function placeOf(w: Json): Place {
  const form = (v: unknown): string =>
    text(v)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return {
    line: form(`${text(w['address1'])} ${text(w['address2'])}`),
    city: form(w['city']),
    postal: form(w['postal']).slice(0, 5),
  };
}

function nameForm(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u);
  const rest = words.filter((word) => word !== '');
  while (rest.length > 1 && HONORIFICS.has(rest[0] ?? '')) rest.shift();
  return rest.join(' ');
}

function phoneForm(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits === '') return '';
  if (phone.trim().startsWith('+')) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  return `+${digits}`;
}

function statusForm(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replace(/[^a-z]/g, '') : '';
}

function perYearOf(value: unknown): number | null {
  return WORDS_PER_YEAR[statusForm(value)] ?? null;
}

function currencyOf(value: unknown): string {
  if (typeof value !== 'string' || !/^\s*[A-Za-z]{3}\s*$/.test(value)) throw new Unreadable();
  return value.trim().toUpperCase();
}

/** Decimals of a currency's minor unit. */
export function decimalsOf(currency: string): number {
  return NO_DECIMALS.includes(currency) ? 0 : THREE_DECIMALS.includes(currency) ? 3 : 2;
}

function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value);
  return typeof value === 'string' && /^\s*[1-9]\d*\s*$/.test(value) ? value.trim() : null;
}

/** An id that may be missing, but not wrong. */
function optionalId(value: unknown): string | null {
  if (value == null || value === 0 || value === '' || value === '0') return null;
  return must(idOf(value));
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

function list(value: unknown): Json[] {
  if (value == null) return [];
  if (!Array.isArray(value)) throw new Unreadable();
  return value.map(objectOf);
}

function text(value: unknown): string {
  if (value == null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') throw new Unreadable();
  return String(value).trim();
}

function flag(value: unknown): boolean {
  return optionalFlag(value) ?? false;
}

function optionalFlag(value: unknown): boolean | null {
  if (value == null || typeof value === 'boolean') return value ?? null;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Unreadable();
}

function must<T>(value: T | null): T {
  if (value === null) throw new Unreadable();
  return value;
}
