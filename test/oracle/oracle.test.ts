import { describe, expect, it } from 'vitest';
import {
  STATE_ORDER,
  STATES,
  isActionable as isActionableByTable,
} from '../../src/core/model/states.ts';
import { classifyWorld, isActionable, judgeWorld } from './classify.ts';
import type { OracleOptions, WireWorld } from './world.ts';
import { readContact, readCrmGift, readDonor, readRaiseGift } from './wire.ts';

const options: OracleOptions = {
  asOfUtc: '2026-03-20T12:00:00Z',
  lagHours: 24,
  timeZone: 'US/Arizona',
  linkSources: ['RaiseDonors'],
  linkPrefixes: ['rd2-'],
};

const ann = { id: 501, name: 'Ann Archer', lastName: 'Archer', crmKey: '9001' };
const annsContact = { id: 9001, name: 'Ann Archer', contactIndividuals: [], contactReferences: [] };
const given = {
  id: 7001,
  donorId: 501,
  amount: 100,
  currency: 'USD',
  date: '2026-03-10T12:00:00',
  statusText: 'Approved',
  projects: [],
};
const written = {
  id: 3001,
  contactId: 9001,
  amount: 100,
  currencyCode: 'USD',
  giftDate: '2026-03-10T00:00:00',
  giftType: 'Credit',
  transactionSource: 'RaiseDonors',
  transactionId: 'rd2-7001',
  giftDesignations: [],
};

function world(parts: {
  donors?: unknown[];
  contacts?: unknown[];
  gifts?: unknown[];
  crmGifts?: unknown[];
}): WireWorld {
  return {
    organization: {},
    raise: {
      donors: parts.donors ?? [ann],
      gifts: parts.gifts ?? [],
      recurringGifts: [],
      campaigns: [],
    },
    crm: {
      contacts: parts.contacts ?? [annsContact],
      gifts: parts.crmGifts ?? [],
      recurringGifts: [],
    },
  };
}

const seen = (w: WireWorld, more: Partial<OracleOptions> = {}): string[] =>
  classifyWorld(w, { ...options, ...more }).map((f) =>
    `${f.state}/${f.cause} ${f.raiseId} ${f.crmId} ${f.fieldNames.join()}`.trim(),
  );

describe('the oracle', () => {
  it('says nothing about what agrees', () => {
    expect(seen(world({ gifts: [given], crmGifts: [written] }))).toEqual([]);
  });

  it('gives a record the first state that applies', () => {
    const strangers = [ann, { ...ann, id: 502, name: 'Bob Baker', lastName: 'Baker' }];
    const merged = [
      { ...annsContact, mergedIntoContactId: 9002 },
      { ...annsContact, id: 9002 },
    ];
    expect(seen(world({ donors: strangers, contacts: merged }))).toEqual([
      'duplicate_link/not_one_household 501 9001',
      'duplicate_link/not_one_household 502 9001',
    ]);
    expect(seen(world({ contacts: merged }))).toEqual(['merged_in_crm/merged 501 9001']);
  });

  it('follows merges that lead in a circle, and merges into nothing', () => {
    const circle = [
      { ...annsContact, mergedIntoContactId: 9002 },
      { ...annsContact, id: 9002, mergedIntoContactId: 9001 },
    ];
    expect(classifyWorld(world({ contacts: circle }), options)[0]?.relatedCrmIds).toEqual(['9001']);
    const nowhere = [{ ...annsContact, mergedIntoContactId: 9099 }];
    expect(classifyWorld(world({ contacts: nowhere }), options)[0]?.relatedCrmIds).toEqual([
      '9099',
    ]);
  });

  it('does not depend on the order of records', () => {
    const gifts = [given, { ...given, id: 7002 }, { ...given, id: 7003, statusText: 'Refunded' }];
    const crmGifts = [
      written,
      { ...written, id: 3002 },
      { ...written, id: 3003, transactionId: 'rd2-7003' },
      {
        ...written,
        id: 3004,
        transactionId: null,
        amount: -100,
        giftType: 'Reversing Transaction',
      },
      { ...written, id: 3005, transactionId: 'rd2-7099' },
    ];
    const forwards = classifyWorld(world({ gifts, crmGifts }), options);
    const backwards = classifyWorld(
      world({ gifts: gifts.toReversed(), crmGifts: crmGifts.toReversed() }),
      options,
    );
    expect(forwards).toHaveLength(3);
    expect(backwards).toEqual(forwards);
  });

  it('needs a proved convention before it calls a gift missing', () => {
    const without = { linkSources: [], linkPrefixes: [] };
    const missing = world({ gifts: [given, { ...given, id: 7002 }], crmGifts: [written] });
    expect(judgeWorld(missing, { ...options, ...without })).toMatchObject({
      status: 'verified',
      exit: 1,
    });
    const noGifts = world({ gifts: [given] });
    expect(judgeWorld(noGifts, { ...options, ...without })).toMatchObject({
      status: 'not_verified',
      exit: 3,
    });
  });

  it('takes conventions as given', () => {
    const gifts = world({ gifts: [given], crmGifts: [written] });
    const conventions = [
      { recordType: 'gift', source: 'RaiseDonors', prefix: 'rd2-', standing: 'foreign' },
    ] as const;
    expect(seen(gifts, { conventions })).toEqual([
      'missing_in_crm/possible_manual_entry 7001 null',
    ]);
  });

  it('keeps to the period and to the record types', () => {
    const late = world({
      donors: [{ ...ann, crmKey: null }],
      contacts: [],
      gifts: [given, { ...given, id: 7002, date: '2026-03-11T00:00:00' }],
    });
    expect(seen(late, { from: '2026-03-10', to: '2026-03-10', records: ['gift'] })).toEqual([
      'missing_in_crm/overdue 7001 null',
    ]);
  });

  it('agrees with the table of states on what asks for action', () => {
    for (const state of STATE_ORDER) {
      for (const cause of Object.keys(STATES[state].causes) as Parameters<
        typeof isActionable
      >[1][]) {
        expect(isActionable(state, cause), `${state}/${cause}`).toBe(
          isActionableByTable(state, cause),
        );
      }
    }
  });
});

describe('the oracle reads', () => {
  const keyOf = (crmKey: unknown, crmKeyUrls = {}): string =>
    readDonor({ id: 1, crmKey, crmKeyUrls }).key.kind;

  it('keys', () => {
    expect(['9001', ' 9001 ', 9001, '123456789012345'].map((key) => keyOf(key))).toEqual([
      'crm',
      'crm',
      'crm',
      'crm',
    ]);
    expect([null, '', '  ', undefined].map((key) => keyOf(key))).toEqual([
      'none',
      'none',
      'none',
      'none',
    ]);
    expect(['09001', '-1', '1.5', 'abc', '1234567890123456'].map((key) => keyOf(key))).toEqual(
      Array(5).fill('malformed'),
    );
    expect(['0031U00001abcde', '0031U00001abcdEQAQ'].map((key) => keyOf(key))).toEqual([
      'foreign',
      'foreign',
    ]);
    expect(keyOf('77', { Hub: { url: 'https://app.hubspot.com/77' } })).toBe('foreign');
    expect(keyOf('77', { Hub: { url: 'https://virtuoussoftware.com.example.org/77' } })).toBe(
      'foreign',
    );
    expect(keyOf('77', { VirtuousCrm: { url: '' } })).toBe('crm');
    expect(
      keyOf('77', { Crm: { url: 'https://app.virtuoussoftware.com/Generosity/Contact/View/77' } }),
    ).toBe('crm');
  });

  it('references', () => {
    const refOf = (transactionId: unknown): string => {
      const ref = readCrmGift({ ...written, transactionId }).ref;
      return ref ? `${ref.prefix}|${ref.raiseId}` : 'nobody';
    };
    expect(['rd2-77', 'Raise Gift #77', '77', 77].map(refOf)).toEqual([
      'rd2-|77',
      'Raise Gift #|77',
      '|77',
      '|77',
    ]);
    expect(['import', '', null, 'rd2-077'].map(refOf)).toEqual([
      'nobody',
      'nobody',
      'nobody',
      'nobody',
    ]);
  });

  it('money without floats, and refuses what is none', () => {
    const minor = (amount: unknown, currency = 'USD'): number | null => {
      const gift = readRaiseGift({ ...given, amount, currency });
      return gift.readable ? gift.minor : null;
    };
    expect([19.99, '1,200.00', '$1,200.50', 0, -5].map((amount) => minor(amount))).toEqual([
      1999, 120000, 120050, 0, -500,
    ]);
    expect([minor(5000, 'JPY'), minor(10.125, 'KWD')]).toEqual([5000, 10125]);
    expect(['twelve', null, 1.234, {}, Number.NaN].map((amount) => minor(amount))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('records of wrong types as unreadable, with what is left of them', () => {
    expect(readDonor({ ...ann, email: {} })).toMatchObject({
      readable: false,
      id: '501',
      key: { text: '9001' },
    });
    expect(readContact({ ...annsContact, contactIndividuals: 'n/a' })).toMatchObject({
      readable: false,
      id: '9001',
    });
    expect(readCrmGift({ ...written, giftDate: '2026-02-31T00:00:00' })).toMatchObject({
      readable: false,
      ref: { raiseId: '7001' },
    });
  });
});
