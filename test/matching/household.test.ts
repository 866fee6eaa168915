import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  couldBeSameDonor,
  householdsOf,
  sharesHousehold,
  traitsOfDonor,
} from '../../src/core/matching/household.ts';
import type { RaiseDonor } from '../../src/core/model/records.ts';
import { contact, donor, person } from './records.ts';

const ann = donor();
const bob = (given: Partial<RaiseDonor> = {}): RaiseDonor =>
  donor({ id: '502', name: 'Bob Baker', firstName: 'Bob', lastName: 'Baker', ...given });
const shares = (a: RaiseDonor, b: RaiseDonor): boolean =>
  sharesHousehold(traitsOfDonor(a, 'US'), traitsOfDonor(b, 'US'));
const home = { line: '1 main st', city: 'phoenix', postal: '85001' };

describe('two donors', () => {
  test.each<[string, boolean, RaiseDonor, RaiseDonor]>([
    ['share nothing', false, ann, bob()],
    ['share a surname', true, ann, bob({ lastName: 'ARCHER' })],
    [
      'share a surname that only the whole name tells',
      true,
      ann,
      bob({ lastName: null, name: 'Bob Archer' }),
    ],
    [
      'share a surname before a suffix',
      true,
      ann,
      bob({ lastName: null, name: 'Bob Archer, Jr.' }),
    ],
    [
      'share a suffix only',
      false,
      donor({ lastName: null, name: 'Al Archer Jr.' }),
      bob({ lastName: null, name: 'Bob Baker Jr.' }),
    ],
    [
      'share the last of three words',
      true,
      donor({ lastName: null, name: 'Mary Ann Archer' }),
      bob({ lastName: null, name: 'Bob Lee Archer' }),
    ],
    [
      'share the word in the middle',
      false,
      donor({ lastName: null, name: 'Mary Ann Archer' }),
      bob({ lastName: null, name: 'Lou Ann Baker' }),
    ],
    ['share an email', true, donor({ email: 'a@x.org' }), bob({ emails: ['A@X.org '] })],
    ['share a phone', true, donor({ phone: '602-555-0123' }), bob({ phones: ['+16025550123'] })],
    ['share an address', true, donor({ addresses: [home] }), bob({ addresses: [home] })],
    [
      'share a street and a city, without postal code',
      true,
      donor({ addresses: [{ ...home, postal: '' }] }),
      bob({ addresses: [{ ...home, postal: '' }] }),
    ],
    [
      'share a town only',
      false,
      donor({ addresses: [{ ...home, line: '' }] }),
      bob({ addresses: [{ ...home, line: '' }] }),
    ],
    [
      'share a street name of two towns',
      false,
      donor({ addresses: [home] }),
      bob({ addresses: [{ ...home, postal: '10001' }] }),
    ],
    [
      'have no values at all',
      false,
      donor({ lastName: null, name: null }),
      donor({ lastName: null, name: null }),
    ],
    [
      'share a text that is a surname of one and an email of the other',
      false,
      ann,
      bob({ email: 'archer' }),
    ],
    [
      'have a surname of digits that is a phone of the other',
      false,
      donor({ lastName: '77' }),
      bob({ phone: '77' }),
    ],
    [
      'have an email that is an address of the other',
      false,
      donor({ addresses: [home] }),
      bob({ email: '1 main st|85001' }),
    ],
    [
      'have a phone that is an email of the other',
      false,
      donor({ phone: '77' }),
      bob({ email: '77' }),
    ],
    [
      'have empty emails and phones',
      false,
      donor({ email: '', phone: '' }),
      bob({ email: ' ', phone: 'x' }),
    ],
    [
      'share a street and a postal code, in two spellings of the city',
      true,
      donor({ addresses: [home] }),
      bob({ addresses: [{ ...home, city: 'phx' }] }),
    ],
    [
      'share a street name of two cities, without postal code',
      false,
      donor({ addresses: [{ ...home, postal: '' }] }),
      bob({ addresses: [{ ...home, city: 'tucson', postal: '' }] }),
    ],
    [
      'share a first name that only the whole name tells',
      false,
      donor({ lastName: null, name: 'Sam Archer' }),
      bob({ lastName: null, name: 'Sam Baker' }),
    ],
    [
      'are a person and an organization of its first word',
      false,
      donor({ lastName: 'Acme' }),
      bob({ isOrganization: true, organizationName: null, name: 'Acme', lastName: null }),
    ],
    [
      'are one organization',
      true,
      donor({ isOrganization: true, organizationName: 'Acme', lastName: null }),
      bob({ isOrganization: true, organizationName: 'ACME', lastName: null }),
    ],
  ])('%s: %s', (_title, expected, a, b) => {
    expect(shares(a, b)).toBe(expected);
    expect(shares(b, a)).toBe(expected);
  });
});

describe('households', () => {
  const member = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), {
    maxLength: 3,
  });
  const members = fc
    .array(member, { maxLength: 9 })
    .map((all) => all.map((traits, at) => ({ member: at, traits: new Set(traits) })));
  const sorted = (groups: readonly (readonly number[])[]): string[] =>
    groups.map((group) => group.toSorted((a, b) => a - b).join(' ')).toSorted();

  it('are the groups that shared traits connect, over any number of steps', () => {
    fc.assert(
      fc.property(members, (members) => {
        // Everyone starts alone and takes the lowest number among those they share with, until nothing changes.
        const lowest = members.map((_, at) => at);
        for (let changed = true; changed;) {
          changed = false;
          for (const a of members) {
            for (const b of members) {
              const least = Math.min(lowest[a.member] ?? 0, lowest[b.member] ?? 0);
              if (!sharesHousehold(a.traits, b.traits) || lowest[a.member] === least) continue;
              lowest[a.member] = least;
              changed = true;
            }
          }
        }
        const groups = Map.groupBy(lowest.keys(), (at) => lowest[at]);
        expect(sorted(householdsOf(members))).toEqual(sorted([...groups.values()]));
      }),
    );
  });

  it('do not depend on the order of the members', () => {
    const two = members.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(two, ([members, shuffled]) => {
        expect(sorted(householdsOf(shuffled))).toEqual(sorted(householdsOf(members)));
      }),
    );
  });

  it('put everybody in exactly one', () => {
    fc.assert(
      fc.property(members, (members) => {
        const all = householdsOf(members)
          .flat()
          .toSorted((a, b) => a - b);
        expect(all).toEqual(members.map(({ member }) => member));
      }),
    );
  });
});

describe('an existing donor may be the survivor of a merge', () => {
  const people = [person({ emails: ['ann@x.org'], phones: ['602-555-0123'] })];
  const theirs = contact({ name: 'The Archers', individuals: people });
  test.each<[string, boolean, Partial<RaiseDonor>]>([
    ['by the email', true, { name: 'Other', emails: ['ANN@x.org'] }],
    ['by name and phone', true, { phone: '+16025550123' }],
    ['not by the name alone', false, {}],
    ['not by the phone alone', false, { name: 'Bob Baker', phone: '+16025550123' }],
    ['not by an empty email', false, { email: '' }],
    ['by the parts of the name, and the phone', true, { name: null, phone: '+16025550123' }],
    ['not by another first name', false, { name: null, firstName: 'Al', phone: '602-555-0123' }],
    ['not by another surname', false, { name: null, lastName: 'Abel', phone: '602-555-0123' }],
    ['not by another email', false, { name: 'Other', email: 'bob@x.org' }],
    ['not by the name and another phone', false, { phone: '602-555-0199' }],
    ['by the contact’s own name and a phone', true, { name: 'The Archers', phone: '602-555-0123' }],
  ])('%s: %s', (_title, expected, given) => {
    expect(couldBeSameDonor(donor(given), theirs, 'US')).toBe(expected);
  });

  it('not by emails, phones and names that nobody has', () => {
    const nobody = contact({
      name: null,
      individuals: [person({ firstName: null, lastName: null, emails: [''], phones: ['x'] })],
    });
    const blank = donor({ name: null, firstName: null, lastName: null });
    expect(couldBeSameDonor(blank, nobody, 'US')).toBe(false);
    const emails = ['', ' '];
    expect(couldBeSameDonor({ ...blank, emails, phones: ['', 'ext'] }, nobody, 'US')).toBe(false);
    // Two phones that are none are not one.
    const wordless = contact({ individuals: [person({ phones: ['x'] })] });
    expect(couldBeSameDonor(donor({ phone: 'ext' }), wordless, 'US')).toBe(false);
    const phone = '602-555-0123';
    const unnamed = contact({
      name: null,
      individuals: [person({ firstName: null, lastName: null, phones: [phone] })],
    });
    expect(couldBeSameDonor({ ...blank, phone }, unnamed, 'US')).toBe(false);
  });
});
