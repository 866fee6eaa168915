import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDelivery } from '../../src/core/connectors/events/read-delivery.ts';
import { crmContactBody, crmGiftBody, raiseDonorBody, raiseGiftBody } from './bodies.ts';

const sample = (name: string): object =>
  JSON.parse(readFileSync(`test/fixtures/crm-samples/${name}.json`, 'utf8')) as object;

describe('CRM+ bodies', () => {
  test.each(['models', 'top', 'bare', 'guessed'] as const)(
    'the form "%s" gives the same event',
    (form) => {
      const read = readDelivery('crm', crmGiftBody({ id: 5_001, raiseId: 77 }, form));
      expect(read).toEqual({
        events: [
          {
            product: 'crm',
            recordType: 'gift',
            what: 'created',
            id: '5001',
            changedAt: Date.parse('2026-11-20T10:05:00Z'),
            facts: {
              amountMinor: 2500,
              currency: 'USD',
              date: '2026-11-20',
              statusText: null,
              campaignName: null,
              canSync: null,
              isTestMode: null,
              isReversal: false,
              crmKey: null,
              references: [{ source: 'RaiseDonors', id: 'rd2-77' }],
            },
          },
        ],
        otherKinds: [],
        unreadable: [],
      });
    },
  );

  test('several models, deletions, contacts', () => {
    const gifts = [1, 2].map((id) => ({ gift: { id, giftDate: '2026-01-02T00:00:00' } }));
    const deleted = readDelivery('crm', JSON.stringify({ event: 'GiftDelete', models: gifts }));
    expect(deleted.events.map(({ id, what }) => [id, what])).toEqual([
      ['1', 'deleted'],
      ['2', 'deleted'],
    ]);
    const contact = readDelivery('crm', crmContactBody(4, [7, 8]));
    expect(contact.events).toMatchObject([
      {
        recordType: 'donor',
        id: '4',
        what: 'updated',
        facts: { references: [{ id: '7' }, { id: '8' }] },
      },
    ]);
  });

  test('recorded records of the live API are read', () => {
    const gift = readDelivery(
      'crm',
      JSON.stringify({ event: 'GiftUpdate', models: [{ gift: sample('gift') }] }),
    );
    expect(gift.events).toMatchObject([
      { id: '1', facts: { amountMinor: 1050, references: [{ source: 'source', id: '42' }] } },
    ]);
    expect(readDelivery('crm', JSON.stringify(sample('gift'))).events).toHaveLength(1);
    expect(readDelivery('crm', JSON.stringify(sample('contact'))).events).toMatchObject([
      { recordType: 'donor' },
    ]);
  });
});

describe('Raise bodies', () => {
  test('the body is the record; its shape says which', () => {
    expect(readDelivery('raise', raiseGiftBody({ id: 3 })).events).toMatchObject([
      {
        recordType: 'gift',
        id: '3',
        what: 'unknown',
        facts: { amountMinor: 2500, isTestMode: false },
      },
    ]);
    expect(readDelivery('raise', raiseDonorBody(7, '12')).events).toMatchObject([
      { recordType: 'donor', id: '7', facts: { crmKey: '12' } },
    ]);
    const schedule = {
      id: 9,
      frequency: 12,
      startDate: '2026-01-01',
      amount: 5,
      currencyCode: 'USD',
      nextChargeDate: null,
    };
    expect(readDelivery('raise', JSON.stringify(schedule)).events).toMatchObject([
      { recordType: 'recurring_gift' },
    ]);
    const campaign = { id: 2, name: 'Gift of hope', canSync: true, givingGoal: 5 };
    expect(readDelivery('raise', JSON.stringify(campaign))).toMatchObject({
      events: [],
      otherKinds: ['unnamed'],
    });
  });

  test('a number says what happened only when a delivery log has named it', () => {
    const body = raiseGiftBody({ id: 3 }, { eventType: 12 });
    expect(readDelivery('raise', body).events[0]?.what).toBe('unknown');
    const learned = [{ number: 12, label: 'Gift Deleted' }];
    expect(readDelivery('raise', body, null, learned).events[0]?.what).toBe('deleted');
    expect(readDelivery('raise', raiseGiftBody({ id: 3 }), '12', learned).events[0]?.what).toBe(
      'deleted',
    );
    expect(readDelivery('raise', raiseGiftBody({ id: 3 }), 'gift.updated').events[0]?.what).toBe(
      'updated',
    );
  });
});

describe('anything else', () => {
  test.each([
    ['', 'not JSON'],
    ['null', 'not a record'],
    ['"x"', 'not a record'],
    ['{"event":"GiftCreate","models":[null]}', 'not a record'],
    ['{"event":"GiftCreate","models":[{"gift":{"amount":5}}]}', 'id: missing or not an id'],
    [
      '{"event":"GiftCreate","models":[{"gift":{"id":9007199254740993}}]}',
      'id: missing or not an id',
    ],
    ['{"event":"GiftCreate","models":[{"gift":{"id":{}}}]}', 'id: missing or not an id'],
  ])('%s is kept as unreadable: %s', (body, why) => {
    expect(readDelivery('crm', body)).toEqual({ events: [], otherKinds: [], unreadable: [why] });
  });

  test('kinds that are not reconciled are counted by name', () => {
    for (const event of ['ProjectUpdate', 'ContactNoteCreate', 'FormSubmission', 'EventDelete'])
      expect(readDelivery('crm', JSON.stringify({ event, models: [{ id: 4 }] }))).toMatchObject({
        events: [],
        otherKinds: [event],
      });
  });

  test('hostile members change nothing and crash nothing', () => {
    const text =
      '{"event":"GiftCreate","models":[{"__proto__":{"id":1},"gift":{"id":"8","__proto__":{"amount":1},"transactionSource":"\\ud800","transactionId":"x","amount":"1e999","currencyCode":"USD"}}]}';
    expect(readDelivery('crm', text).events).toMatchObject([
      { id: '8', facts: { amountMinor: null } },
    ]);
    expect(({} as { id?: unknown }).id).toBeUndefined();
    const large = readDelivery(
      'crm',
      crmGiftBody({ id: 1, raiseId: 2 }).replace('X1', 'x'.repeat(5_000_000)),
    );
    expect(large.events).toHaveLength(1);
    const deep = `${'{"models":['.repeat(500_000)}${']}'.repeat(500_000)}`;
    expect(readDelivery('crm', deep).events).toEqual([]);
  });

  test('whatever JSON comes, it is read, counted or unreadable', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('raise', 'crm'),
        fc.json(),
        fc.option(fc.string()),
        (product, body, hint) => {
          const { events, otherKinds, unreadable } = readDelivery(product, body, hint);
          for (const { id } of events) expect(id).toMatch(/^[1-9]\d*$/);
          // Nothing is passed over without a word; an empty list alone holds nothing.
          const isEmpty = events.length + otherKinds.length + unreadable.length === 0;
          if (isEmpty) expect(body).toContain('[]');
        },
      ),
      { numRuns: 500 },
    );
  });
});
