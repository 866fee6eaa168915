import { describe, expect, it, test } from 'vitest';
import { CHECKS } from '../../src/core/checks/check-list.ts';
import {
  causeEntry,
  isActionable,
  STATE_ORDER,
  stateEntry,
  whoActs,
  type Cause,
  type State,
} from '../../src/core/model/states.ts';

const FAILURES = [
  'sign_in_refused',
  'not_permitted',
  'not_found',
  'quota',
  'server_error',
  'network',
  'timed_out',
  'bad_answer',
  'too_large',
  'incomplete_listing',
];

/** The states of product.md §2 in its order, with their causes and the record types they are for. */
const CONTRACT: readonly (readonly [State, string, readonly string[]])[] = [
  ['unreadable', 'DGS', ['not_parseable']],
  ['crm_unreachable', 'DGS', FAILURES],
  ['raise_unreachable', 'DGS', FAILURES],
  [
    'duplicate_link',
    'DGS',
    ['raise_records_share_target', 'crm_gifts_exceed_gift', 'not_one_household'],
  ],
  ['orphaned_crm_key', 'DGS', ['crm_record_absent', 'crm_key_malformed']],
  ['merged_in_crm', 'D', ['merged']],
  ['link_mismatch', 'DGS', ['refers_to_other_record', 'one_way_link', 'wrong_contact']],
  [
    'excluded',
    'DGS',
    [
      'crm_not_used',
      'archived_or_erased',
      'test_mode',
      'status_not_synced',
      'campaign_not_synced',
      'foreign_crm_key',
    ],
  ],
  ['missing_in_crm', 'DGS', ['possible_manual_entry', 'overdue']],
  ['not_yet_synced', 'DGS', ['within_lag_window']],
  ['missing_in_raise', 'DGS', ['raise_record_absent', 'possibly_merged_in_raise', 'legacy_id']],
  ['refund_not_reversed', 'G', ['no_reversal', 'partial_reversal']],
  ['field_drift', 'DGS', ['fields_differ', 'within_lag_window']],
  // The last is told by the tie-out alone: no finding is consistent.
  ['consistent', 'DGS', ['agrees', 'donor_paid_costs', 'within_tolerance', 'project_not_told']],
];

const LETTER = { donor: 'D', gift: 'G', recurring_gift: 'S' } as const;

describe('the table of states', () => {
  it('has the order of the contract', () => {
    expect(STATE_ORDER).toEqual(CONTRACT.map(([state]) => state));
  });

  test.each(CONTRACT)('%s is for %s and has its causes', (state, types, causes) => {
    expect(stateEntry(state).for.map((type) => LETTER[type])).toEqual(types.split(''));
    expect(Object.keys(stateEntry(state).causes)).toEqual(causes);
    expect(stateEntry(state).meaning).toMatch(/^[A-Z].*\.$/);
    expect(stateEntry(state).title).toMatch(/^[A-Z].*[^.]$/);
    for (const cause of causes) expect(causeEntry(state, cause).words).toMatch(/^[A-Za-z].*[^.]$/);
  });

  // product.md §2: "actionable is true for states 3 to 6, 8 and 10 to 12 except as said above".
  it('asks for action exactly where the contract does', () => {
    const asked = CONTRACT.flatMap(([state, , causes]) =>
      causes.filter((cause) => isActionable(state, cause)).map((cause) => `${state} ${cause}`),
    );
    const numbered = new Set<State>([
      'duplicate_link',
      'orphaned_crm_key',
      'merged_in_crm',
      'link_mismatch',
      'missing_in_crm',
      'missing_in_raise',
      'refund_not_reversed',
      'field_drift',
    ]);
    const excepted = ['missing_in_raise legacy_id', 'field_drift within_lag_window'];
    expect(asked).toEqual(
      CONTRACT.filter(([state]) => numbered.has(state))
        .flatMap(([state, , causes]) => causes.map((cause) => `${state} ${cause}`))
        .filter((name) => !excepted.includes(name)),
    );
  });

  it('names somebody for whatever asks for action', () => {
    for (const [state, , causes] of CONTRACT) {
      for (const cause of causes) {
        if (isActionable(state, cause)) expect(whoActs(state, cause)).not.toBe('nobody');
      }
    }
  });

  it('knows no cause under another state', () => {
    expect(() => causeEntry('excluded', 'overdue' satisfies Cause)).toThrow('excluded');
  });

  it('is asked in its order, one check for each state but the last', () => {
    expect(CHECKS.map((check) => check.state)).toEqual(
      STATE_ORDER.filter((state) => state !== 'consistent'),
    );
  });

  it('is asked only of the record types it is for', () => {
    for (const check of CHECKS) {
      const types = stateEntry(check.state).for;
      if (check.donor) expect(types).toContain('donor');
      if (check.gift) expect(types).toContain('gift');
      if (check.schedule) expect(types).toContain('recurring_gift');
    }
  });
});
