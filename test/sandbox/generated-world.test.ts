import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSandbox, WireRecord } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask, queryCrm, readAllCrm, readAllRaise } from './sandbox-client.ts';

const nowUtc = '2026-11-20T12:00:00Z';
let sandbox: RunningSandbox;
let gifts: WireRecord[];
let crmGifts: WireRecord[];
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc, plant: 'none' });
  gifts = await readAllRaise(sandbox, 'Gift');
  crmGifts = await readAllCrm(sandbox, '/api/Gift/Query/FullGift', 'Gift Id');
});
afterAll(() => sandbox.close());

const dayNumber = (text: unknown): number =>
  Date.parse(`${String(text).slice(0, 10)}T00:00:00Z`) / 86_400_000;

describe('the synced world', () => {
  it('has for each gift CRM+ gifts of the same money, and reversals for refunds', () => {
    for (const gift of gifts) {
      const rows = crmGifts.filter(
        (row) =>
          row['transactionSource'] === 'RaiseDonors' &&
          row['transactionId'] === `rd2-${String(gift['id'])}`,
      );
      const sum = rows
        .filter((row) => row['giftType'] !== 'Reversing Transaction')
        .reduce((total, row) => total + Number(row['amount']), 0);
      const costs = Number(gift['donorPaidCosts']);
      const isSame =
        Math.abs(sum - Number(gift['amount'])) < 0.0005 ||
        Math.abs(sum - Number(gift['amount']) - costs) < 0.0005;
      expect(isSame, `gift ${String(gift['id'])}`).toBe(true);
      for (const row of rows) {
        expect(row['currencyCode']).toBe(gift['currency']);
        if (row['giftType'] !== 'Reversing Transaction')
          expect(
            Math.abs(dayNumber(row['giftDate']) - dayNumber(gift['date'])),
          ).toBeLessThanOrEqual(1);
        const designated = (row['giftDesignations'] as WireRecord[]).reduce(
          (total, one) => total + Number(one['amountDesignated']),
          0,
        );
        expect(designated).toBeCloseTo(Number(row['amount']), 3);
      }
      if (gift['statusText'] === 'Approved') continue;
      const reversals = crmGifts.filter(
        (row) =>
          row['giftType'] === 'Reversing Transaction' &&
          row['contactId'] === rows[0]?.['contactId'] &&
          Number(row['amount']) === -sum,
      );
      const isReversed = reversals.some(
        (row) => dayNumber(row['giftDate']) >= dayNumber(gift['date']),
      );
      expect(isReversed, `reversal of ${String(gift['id'])}`).toBe(true);
    }
  });

  it('has the awkward cases', () => {
    const currencies = new Set(gifts.map((gift) => gift['currency']));
    expect(currencies).toEqual(new Set(['USD', 'EUR', 'JPY', 'KWD']));
    expect(gifts.some((gift) => /T(23:5|00:0)/.test(String(gift['date'])))).toBe(true);
    expect(gifts.some((gift) => String(gift['date']).startsWith('2026-03-08'))).toBe(true);
    expect(gifts.some((gift) => (gift['projects'] as unknown[]).length === 3)).toBe(true);
    expect(new Set(gifts.map((gift) => gift['statusText']))).toEqual(
      new Set(['Approved', 'Refunded', 'ChargeBack']),
    );
    const reversals = crmGifts.filter((row) => row['giftType'] === 'Reversing Transaction');
    expect(new Set(reversals.map((row) => row['transactionId'] === null))).toEqual(
      new Set([true, false]),
    );
    expect(crmGifts.some((row) => row['contactPassthroughId'] !== null)).toBe(true);
    expect(new Set(crmGifts.map((row) => row['transactionSource']))).toEqual(
      new Set(['RaiseDonors', null, 'Stripe', 'Classy']),
    );
  });

  it('links every donor to a contact that has the donor’s email and phone', async () => {
    const donors = await readAllRaise(sandbox, 'Donor');
    const contacts = new Map(
      (await readAllCrm(sandbox, '/api/Contact/Query/FullContact', 'Contact Id')).map((contact) => [
        String(contact['id']),
        contact,
      ]),
    );
    for (const donor of donors) {
      const text = JSON.stringify(contacts.get(String(donor['crmKey'])) ?? {});
      expect(text.toLowerCase()).toContain(String(donor['email']).toLowerCase());
      const digits = text.replace(/[()\s+-]/g, '');
      expect(digits).toContain(String(donor['phone']).replace(/\D/g, '').slice(-10));
    }
    const perContact = new Map<unknown, number>();
    for (const donor of donors)
      perContact.set(donor['crmKey'], (perContact.get(donor['crmKey']) ?? 0) + 1);
    expect(new Set(perContact.values())).toEqual(new Set([1, 2, 3, 4]));
  });

  it('can keep one CRM+ gift for each project, keys on gifts and other conventions', async () => {
    const other = await startSandbox({
      nowUtc,
      plant: 'none',
      gifts: 200,
      donors: 40,
      quirks: { splitGifts: true, giftCrmKey: true, linkSource: 'raise', linkPrefix: '' },
    });
    const rows = await readAllCrm(other, '/api/Gift/Query/FullGift', 'Gift Id');
    const split = (await readAllRaise(other, 'Gift')).find(
      (gift) => (gift['projects'] as unknown[]).length === 3,
    );
    const parts = rows.filter(
      (row) =>
        row['transactionSource'] === 'raise' &&
        String(row['transactionId']) === String(split?.['id']),
    );
    expect(parts.length).toBe(3);
    expect(split?.['crmKey']).toBe(String(parts[0]?.['id']));
    expect(rows.some((row) => typeof row['transactionId'] === 'number')).toBe(true);
    await other.close();
  });
});

describe('determinism and scale', () => {
  it('serves the same bytes for the same seed and others for another', async () => {
    const texts = [];
    for (const seed of [3, 3, 4]) {
      const one = await startSandbox({ nowUtc, seed, gifts: 400, donors: 100 });
      const answers = [
        await ask(one, 'crm', 'POST', '/api/Gift/Query/FullGift?take=1000', {}),
        await ask(one, 'crm', 'POST', '/api/Contact/Query/FullContact?take=1000', {
          includeArchived: true,
        }),
        await ask(one, 'raise', 'GET', '/api/Gift/list?Take=1000'),
      ];
      texts.push(answers.map((answer) => answer.text).join('\n') + JSON.stringify(one.planted));
      await one.close();
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });

  it('starts with 200,000 gifts in seconds and little memory, and pages anywhere at once', async () => {
    const before = process.memoryUsage().heapUsed;
    const startedMs = performance.now();
    const large = await startSandbox({ nowUtc, gifts: 200_000, donors: 20_000 });
    // 1 s on an idle machine; the tests of other files run beside it.
    expect(performance.now() - startedMs).toBeLessThan(6000);
    expect(large.recordCounts.raise).toMatchObject({
      gifts: 200_000,
      donors: 20_000,
      recurringGifts: 2_000,
    });
    const pageMs = performance.now();
    const page = await queryCrm(large, '/api/Gift/Query/FullGift?take=1000', [
      [{ parameter: 'Gift Id', operator: 'GreaterThan', value: 2_900_000 }],
    ]);
    expect(page.list.length).toBe(1000);
    await queryCrm(large, '/api/Gift/Query?skip=150000&take=100', []);
    expect(performance.now() - pageMs).toBeLessThan(1000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(120_000_000);
    await large.close();
  });
});
