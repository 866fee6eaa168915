import { describe, expect, it, test } from 'vitest';
import { classify } from '../../src/core/checks/check-list.ts';
import { contact, donor } from '../matching/records.ts';
import { absent, FOREIGN, found, HOUR, said, unknown, unreadable, YOUNG } from './answers.ts';
import { AS_OF, COMPLETE, donorCase, linkedDonor, RULES } from './cases.ts';

const malformed = { kind: 'malformed', key: '0123' } as const;

describe('a donor', () => {
  test.each([
    ['consistent', linkedDonor()],
    [
      'unreadable not_parseable 9001',
      linkedDonor({ target: unreadable, unreadable: { crmId: '9001', why: 'x' } }),
    ],
    // The contact was no row of the listing, and the direct read could not be parsed: nothing is known of it.
    ['unreadable not_parseable 9001', linkedDonor({ target: unreadable })],
    ['crm_unreachable quota 9001', linkedDonor({ target: unknown })],
    ['crm_unreachable quota -', donorCase({ lookUp: () => [absent(), unknown()] })],
    ['crm_unreachable bad_answer -', donorCase({ lookUp: () => [unreadable()] })],
    [
      'crm_unreachable incomplete_listing -',
      donorCase({ listing: { ...COMPLETE, isComplete: false, failure: null } }),
    ],
    [
      'crm_unreachable server_error -',
      donorCase({ listing: { ...COMPLETE, isComplete: false, failure: 'server_error' } }),
    ],
    ['orphaned_crm_key crm_record_absent 9001', linkedDonor({ target: absent })],
    // A key that is no id needs no read.
    [
      'orphaned_crm_key crm_key_malformed 0123',
      donorCase({ key: malformed, listing: { ...COMPLETE, isComplete: false, failure: 'quota' } }),
    ],
    [
      'merged_in_crm merged 9001',
      linkedDonor({ target: found(contact({ mergedIntoContactId: '9002' })) }),
    ],
    [
      'duplicate_link not_one_household 9001',
      linkedDonor({ sharers: () => ({ others: ['502'], isIntruder: true }) }),
    ],
    ['consistent', linkedDonor({ sharers: () => ({ others: ['502'], isIntruder: false }) })],
    [
      'orphaned_crm_key crm_record_absent 9001',
      linkedDonor({ target: absent, sharers: () => ({ others: ['502'], isIntruder: true }) }),
    ],
    ['link_mismatch refers_to_other_record 9001', linkedDonor({ namedBy: () => ['777'] })],
    ['consistent', linkedDonor({ namedBy: () => ['777', '501'] })],
    ['consistent', linkedDonor({ namedBy: () => ['777'], isHouseholdWith: (id) => id === '777' })],
    ['link_mismatch one_way_link 9001', donorCase({ referring: [contact()] })],
    ['link_mismatch one_way_link 9001', donorCase({ key: FOREIGN, referring: [contact()] })],
    ['excluded archived_or_erased -', donorCase({ raise: donor({ isErased: true }) })],
    [
      'excluded archived_or_erased 9001',
      linkedDonor({ raise: donor({ isErased: true }), target: () => null }),
    ],
    [
      'excluded archived_or_erased -',
      donorCase({ raise: donor({ isArchived: true, isTestMode: true }) }),
    ],
    ['excluded test_mode -', donorCase({ raise: donor({ isTestMode: true }) })],
    [
      'missing_in_crm overdue -',
      donorCase({ raise: donor({ isTestMode: true }), rules: { ...RULES, includeTestMode: true } }),
    ],
    ['excluded foreign_crm_key -', donorCase({ key: FOREIGN })],
    ['missing_in_crm overdue -', donorCase()],
    [
      'not_yet_synced within_lag_window -',
      donorCase({ raise: donor(YOUNG), lookUp: () => [unknown()] }),
    ],
    ['field_drift fields_differ 9001', linkedDonor({ raise: donor({ email: 'a@x.org' }) })],
    [
      'field_drift within_lag_window 9001',
      linkedDonor({ raise: donor({ email: 'a@x.org', modifiedAt: AS_OF - HOUR }) }),
    ],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });

  it('merged away is followed to the survivor', () => {
    const merged = contact({ mergedIntoContactId: '9002' });
    const chain = [merged, contact({ id: '9002', mergedIntoContactId: '9003' })];
    const survivorOf = (...more: ReturnType<typeof contact>[]) =>
      classify(linkedDonor({ target: found(merged), mergeChain: () => [...chain, ...more] }));
    expect(survivorOf(contact({ id: '9003' }))).toMatchObject({
      relatedCrmIds: ['9003'],
      evidence: 'Contact 9001 was merged into 9003.',
    });
    expect(survivorOf()).toMatchObject({
      relatedCrmIds: ['9003'],
      evidence: 'Contact 9001 was merged into 9003, which could not be found.',
    });
  });
});
