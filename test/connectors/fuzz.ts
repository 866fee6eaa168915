import * as fc from 'fast-check';
import { expect } from 'vitest';
import { entriesIn, readCaptured } from '../../src/core/connectors/events/read-captured.ts';
import { readDelivery } from '../../src/core/connectors/events/read-delivery.ts';
import { parsePage, parseRecord } from '../../src/core/connectors/stored-answers.ts';
import { readBody } from '../../src/core/http/body-shape.ts';
import { serverMessage } from '../../src/core/http/server-message.ts';
import { formatDay, type Day } from '../../src/core/model/days.ts';
import { toDecimalText } from '../../src/core/model/money.ts';
import { crmGiftBody, raiseGiftBody } from '../monitor/bodies.ts';
import { CORPUS } from './corpus.ts';
import { torn, withHostileMember } from './hostile-json.ts';
import { checkTypes } from './record-types.ts';

/** No text may hold the engine for longer, even on a machine that has other work. */
const MOST_MS = 2000;

/** Whatever one member holds, the record is read as it is written there, or quarantined; its other members stay what they were. */
export function fuzzRecords(numRuns: number): void {
  for (const [stream, record] of CORPUS) {
    const before = parseRecord(stream, JSON.stringify(record));
    if (before.kind !== 'record') throw new Error(`${stream}: the corpus holds a bad record`);
    fc.assert(
      fc.property(withHostileMember(record, MEMBERS), ({ text, member }) => {
        const read = inTime(() => parseRecord(stream, text));
        checkTypes(read.record as unknown as Record<string, unknown>);
        const value = (JSON.parse(text) as Record<string, unknown>)[member ?? ''];
        if (read.kind === 'record') {
          const after = read.record as unknown as Record<string, unknown>;
          const was = before.record as unknown as Record<string, unknown>;
          for (const field of Object.keys(was))
            if (!mayChange(member ?? '', field)) expect(after[field], field).toEqual(was[field]);
          // A campaign's name is no field that is compared: one that is no text says nothing.
          if (stream !== 'raise.campaigns') expectTold(member ?? '', value, after);
        }
        expectUnpolluted();
        expect(parsePage(stream, `{"list":[${text}]}`)).toEqual([read]);
      }),
      { numRuns, seed: 9 },
    );
  }
}

/** Texts that broke on the way: read, or told to be unreadable, and never thrown out as an error of ours. */
export function fuzzTexts(numRuns: number): void {
  const deliveries = [
    raiseGiftBody({ id: 4 }),
    crmGiftBody({ id: 5, raiseId: 4 }),
    crmGiftBody({ id: 5 }, 'guessed'),
  ];
  const texts = [...CORPUS.map(([, record]) => JSON.stringify(record)), ...deliveries];
  fc.assert(
    fc.property(fc.constantFrom(...texts).chain(torn), (text) => {
      inTime(() => {
        const { shape, value } = readBody(text, 'application/json');
        expect(serverMessage(value, ['secret']).length).toBeLessThanOrEqual(200);
        if (shape === 'json')
          for (const [stream] of CORPUS) checkTypes(parseRecord(stream, text).record as never);
        for (const product of ['raise', 'crm'] as const) {
          const read = readDelivery(product, text, null);
          for (const { id } of read.events) expect(id).toMatch(/^[1-9]\d{0,15}$/);
        }
        readCaptured(text, null);
        readCaptured(`{"product":"crm","body":${text}}`, null);
        entriesIn(`[${text}]`);
      });
      expectUnpolluted();
    }),
    { numRuns, seed: 10 },
  );
}

/** Members that some record is read from, whether or not the one at hand has them. */
const MEMBERS = [
  'currency',
  'currencyCode',
  'baseCurrencyCode',
  'donor',
  'campaign',
  'canSync',
  'statusText',
  'total',
  'tieoutSkipped',
  'contactAddresses',
];

/** Fields that rest on a member of another name. */
const RESTS_ON = new Map<string, RegExp>(
  Object.entries({
    amount: /^amount/,
    currency: /currency|Minor$|designations|projects|amountText/,
    currencyCode: /currency|Minor$|designations|projects|amountText/,
    baseCurrencyCode: /currency|Minor$|designations|projects|amountText/,
    email: /^emails?$/,
    phone: /^phones?$/,
    giftDate: /^day$/,
    date: /^day$/,
    startDate: /^startDay$/,
    giftType: /^giftType$|^isReversal$/,
    giftDesignations: /^designations$/,
    contactIndividuals: /^individuals$/,
    contactReferences: /^references$/,
    transactionSource: /^reference$/,
    transactionId: /^reference$/,
    donor: /^donorId$/,
    campaign: /^campaign|^canSync$/,
    formattedFrequency: /^frequency/,
    frequency: /^frequency/,
    status: /^statusText$/,
    donorPaidCosts: /^donorPaidCostsMinor$/,
    isGDPRDeleted: /^isErased$/,
    primaryAddress: /^addresses$/,
    address: /^addresses$/,
    contactAddresses: /^addresses$/,
    donorEmailAddresses: /^emails$/,
    cancelDateTimeUtc: /^isCancelled$/,
  }),
);

function mayChange(member: string, field: string): boolean {
  if (field === member || RESTS_ON.get(member)?.test(field) === true) return true;
  return /[dD]ate/.test(member) && /^(?:created|modified)At$/.test(field);
}

const FIELD_OF = new Map([
  ['giftDate', 'day'],
  ['date', 'day'],
  ['startDate', 'startDay'],
  ['amount', 'amountMinor'],
]);

/** What stands in the record is what was written, or nothing was; money, days, ids and links are never mended. */
function expectTold(member: string, value: unknown, record: Record<string, unknown>): void {
  const isNone =
    value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
  const field = FIELD_OF.get(member) ?? member;
  if (!Object.hasOwn(record, field)) return;
  const read = record[field];
  // JSON has no other values; a list or an object is no text of anything.
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const written = isPlain ? String(value).trim() : '';
  if (/^(?:id|contactId|donorId|contactPassthroughId|mergedIntoContactId)$/.test(field))
    expect(read).toBe(isNone || Number(value) === 0 ? null : written);
  if (/^(?:name|firstName|lastName|organizationName|email|phone|giftType|crmKey)$/.test(field))
    expect(read).toBe(isNone ? null : written.toWellFormed());
  if (field === 'currency' && member === 'currencyCode' && !isNone)
    expect(read).toBe(written.toUpperCase());
  if (field === 'day' || field === 'startDay') expectDay(written, isNone, read as Day | null);
  if (field === 'amountMinor') {
    const text = toDecimalText(read as number, String(record['currency']));
    expect(Number(text)).toBe(typeof value === 'number' ? value + 0 : amountWritten(written));
  }
}

function expectDay(written: string, isNone: boolean, read: Day | null): void {
  if (isNone || written.startsWith('0001-')) return expect(read).toBeNull();
  const told = formatDay(read as Day);
  const [year, month, day] = told.split('-').map(Number);
  expect([told, `${month}/${day}/${year}`]).toContain(
    /^[\d/]+(?=$)|^\d{4}-\d\d-\d\d/.exec(written)?.[0],
  );
}

function amountWritten(text: string): number {
  const size = Number(text.replace(/[^\d.]/g, ''));
  // No amount is -0.
  return (/[-(\u2212]/.test(text) ? -size : size) + 0;
}

function expectUnpolluted(): void {
  const plain = {} as Record<string, unknown>;
  expect([
    plain['isPolluted'],
    plain['isTestMode'],
    plain['id'],
    Object.keys(Object.prototype).length,
  ]).toEqual([undefined, undefined, undefined, 0]);
}

function inTime<T>(work: () => T): T {
  const begun = performance.now();
  const result = work();
  expect(performance.now() - begun).toBeLessThan(MOST_MS);
  return result;
}
