import { describe, expect, test } from 'vitest';
import { readStoreAddress } from '../../src/core/auditor.ts';
import { sentenceOf } from '../../src/core/model/failure.ts';

const SECRET = 's3cret-c4nary';

describe('the address of a shared store', () => {
  test.each([
    [`postgresql://kim:${SECRET}@db.example.org/audits`, 'db.example.org:5432/audits', false],
    [
      `postgres://kim:${SECRET}@db.example.org:6000/audits?sslmode=disable`,
      'db.example.org:6000/audits',
      true,
    ],
    [`postgresql://kim:${SECRET}@127.0.0.1/audits`, '127.0.0.1:5432/audits', true],
    [`postgresql://kim:${SECRET}@[::1]:5433/audits`, '[::1]:5433/audits', true],
    [
      `postgresql:///audits?host=/var/run/postgresql&password=${SECRET}`,
      '/var/run/postgresql:5432/audits',
      true,
    ],
    [
      `postgresql://kim:${SECRET}@localhost.example.org/audits`,
      'localhost.example.org:5432/audits',
      false,
    ],
  ])(
    'is shown without its password, and encrypted unless it says otherwise or stays here: %#',
    (text, shown, isSettled) => {
      const address = readStoreAddress(text);
      expect([address.shown, address.isEncryptionSettled]).toEqual([shown, isSettled]);
      expect(address.shown).not.toContain(SECRET);
      expect(address.secrets).toEqual(expect.arrayContaining([text, SECRET]));
    },
  );

  test('hides a password as it is written and as it is meant', () => {
    const { secrets } = readStoreAddress('postgresql://kim:p%40ss%2Fword@db/audits');
    expect(secrets).toEqual(expect.arrayContaining(['p%40ss%2Fword', 'p@ss/word']));
  });

  test.each([
    SECRET,
    `mysql://kim:${SECRET}@db/audits`,
    `postgresql://kim:${SECRET}@/audits`,
    `postgresql://kim:${SECRET}@db`,
    `postgresql://kim:${SECRET}/x@db:5432/audits`,
    `postgresql:/${SECRET}`,
    `postgresql://kim:${SECRET}@db:port/audits`,
  ])('that is none is refused without a word of it: %#', (text) => {
    const refuse = (): unknown => {
      try {
        return readStoreAddress(text);
      } catch (error) {
        return sentenceOf(error);
      }
    };
    expect(refuse()).toMatch(/^TIEOUT_PUBLISH_URL /);
    expect(refuse()).not.toContain(SECRET);
  });
});
