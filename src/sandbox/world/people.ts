import { draw, pick, STREAM } from '../seeded-draw.ts';

const FIRST = [
  'María',
  'James',
  'Zoë',
  'Robert',
  'Linda',
  'José',
  'Aiko',
  'Fatima',
  'Peter',
  'Chloé',
  'Björn',
  'Grace',
  'Ana',
  'Samuel',
  'Renée',
  'David',
  'Noor',
  'Lucía',
  'Ivy',
  'Tomás',
];
const LAST = [
  'García',
  'Smith',
  'Müller',
  'Johnson',
  'Nguyen',
  "O'Brien",
  'Peña',
  'Brown',
  'Åkesson',
  'Kim',
  "D'Souza",
  'Lopez',
  'Novák',
  'Davis',
  'Lefèvre',
  'Wilson',
  'Okafor',
  'Martin',
  'Çelik',
  'Clark',
];
const TITLES = ['Dr.', 'Mrs.', 'Mr.', 'Ms.', 'Rev.'];
const ORG_FIRST = [
  'Desert',
  'Harbor',
  'Summit',
  'Cedar',
  'Lakeside',
  'Pioneer',
  'Northern',
  'Sunrise',
];
const ORG_LAST = [
  'Community Church',
  'Family Foundation',
  'Builders LLC',
  'Dental Group',
  'Rotary Club',
  'Credit Union',
];
const CITIES: readonly (readonly [string, string, string])[] = [
  ['Phoenix', 'AZ', '85004'],
  ['Austin', 'TX', '78701'],
  ['Portland', 'OR', '97201'],
  ['Albany', 'NY', '12207'],
  ['Boise', 'ID', '83702'],
];
const STREETS = ['Palm Street', 'Oak Avenue', 'Mesa Road', 'Juniper Lane', 'College Drive'];
const AREAS = ['602', '480', '512', '503', '518', '208', '212', '415', '303', '206', '617', '702'];
const SYLLABLES = [
  'ba',
  'dor',
  'ven',
  'lith',
  'mar',
  'quo',
  'ster',
  'wick',
  'hol',
  'gan',
  'pel',
  'tra',
  'nus',
  'rook',
  'fen',
  'zal',
];
const LINES_PER_AREA = 7_000_000;

export interface Person {
  title: string | null;
  firstName: string;
  lastName: string;
  email: string;
  /** Ten digits. */
  phone: string;
}

/** The person behind a donor number; email and phone belong to that number alone. */
export function personOf(seed: number, donorNumber: number, lastName: string): Person {
  const roll = draw(seed, STREAM.name, donorNumber);
  const firstName = pick(FIRST, roll);
  return {
    title: (roll >>> 8) % 5 === 0 ? pick(TITLES, roll >>> 12) : null,
    firstName,
    lastName,
    email: `${emailWord(firstName)}.${emailWord(lastName)}.${donorNumber}@example.org`,
    phone: phoneDigits(donorNumber),
  };
}

export function surnameOf(seed: number, contactNumber: number): string {
  return pick(LAST, draw(seed, STREAM.contact, contactNumber));
}

/** A surname that no base donor has and no other serial (up to 4,096) has. */
export function rareSurname(serial: number): string {
  const word =
    pick(SYLLABLES, serial) +
    pick(SYLLABLES, serial >>> 4) +
    pick(SYLLABLES, serial >>> 8) +
    (serial >= 4096 ? pick(SYLLABLES, serial >>> 12) : '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export function organizationNameOf(seed: number, contactNumber: number): string {
  const roll = draw(seed, STREAM.contact, contactNumber);
  return `${pick(ORG_FIRST, roll >>> 5)} ${pick(ORG_LAST, roll >>> 9)} ${contactNumber}`;
}

export interface PostalAddress {
  address1: string;
  city: string;
  state: string;
  postal: string;
}

/** House numbers are unique, so that no two contacts share an address. */
export function addressOf(seed: number, contactNumber: number): PostalAddress {
  const roll = draw(seed, STREAM.contact, contactNumber);
  const [city, state, postal] = pick(CITIES, roll >>> 3);
  return { address1: `${100 + contactNumber} ${pick(STREETS, roll >>> 7)}`, city, state, postal };
}

/** A North American number of ten digits that belongs to one number below 84 million. */
export function phoneDigits(n: number): string {
  const line = n % LINES_PER_AREA;
  const exchange = 200 + Math.floor(line / 10_000);
  return `${pick(AREAS, Math.floor(n / LINES_PER_AREA))}${exchange}${String(line % 10_000).padStart(4, '0')}`;
}

/** The ways in which people write one number. */
export function writtenPhone(digits: string, way: number): string {
  const [area, exchange, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return pick(
    [
      `(${area}) ${exchange}-${line}`,
      `${area}-${exchange}-${line}`,
      `+1 ${area} ${exchange} ${line}`,
      digits,
      `+1${digits}`,
    ],
    way,
  );
}

/** Without accents: what CRM+ holds after an import in plain letters. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function emailWord(text: string): string {
  return plainLetters(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
