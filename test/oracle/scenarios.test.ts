import { describe, expect, it } from 'vitest';
import { RECORD_TYPES } from '../../src/core/model/record-type.ts';
import { STATE_ORDER, stateEntry } from '../../src/core/model/states.ts';
import { judgeWorld } from './classify.ts';
import { completeWorld } from './complete.ts';
import { oracleOptions, readScenarios, type StatedFinding } from './scenario.ts';
import type { ExpectedFinding } from './world.ts';

const scenarios = [...readScenarios()];
const pure = scenarios.filter(
  ([, { faults, quirks }]) => faults === undefined && quirks === undefined,
);

/** Needs a fault to occur, which only a server can have; each kind of failure is enough for one record type. */
const UNREACHABLE = ['crm_unreachable', 'raise_unreachable'];

describe('the oracle agrees with every scenario', () => {
  it.each(pure)('%s', (_name, scenario) => {
    const result = judgeWorld(completeWorld(scenario), oracleOptions(scenario));
    const stated = scenario.expected.findings;
    // The oracle's findings in the members that the scenario states; one without a partner keeps them all.
    const shown = result.findings.map((finding) => {
      const partner = stated.find((s) => isAbout(s, finding));
      return partner ? narrow(finding, partner) : finding;
    });
    expect(sorted(shown)).toEqual(
      sorted(stated.map((s) => (s.fields ? { ...s, fields: s.fields.toSorted() } : s))),
    );
    expect({ status: result.status, exit: result.exit }).toEqual({
      status: scenario.expected.status,
      exit: scenario.expected.exit,
    });
  });
});

describe('the scenarios cover', () => {
  const occurring = new Set(
    scenarios.flatMap(([, s]) =>
      s.expected.findings.map((f) => `${f.recordType} ${f.state} ${f.cause}`),
    ),
  );

  it('every cause of every state for every record type it applies to', () => {
    const missing = RECORD_TYPES.flatMap((type) =>
      STATE_ORDER.filter(
        (state) =>
          state !== 'consistent' &&
          !UNREACHABLE.includes(state) &&
          stateEntry(state).for.includes(type),
      )
        .flatMap((state) =>
          Object.keys(stateEntry(state).causes).map((cause) => `${type} ${state} ${cause}`),
        )
        .filter((triple) => !occurring.has(triple) && !canNotOccur(triple)),
    );
    expect(missing).toEqual([]);
  });

  it('unreachable records, for missing permission and for a server error', () => {
    for (const state of UNREACHABLE) {
      for (const cause of ['not_permitted', 'server_error']) {
        expect(
          RECORD_TYPES.some((type) => occurring.has(`${type} ${state} ${cause}`)),
          `${state} ${cause}`,
        ).toBe(true);
      }
    }
  });

  it('every compared field', () => {
    const fields = new Set(
      scenarios.flatMap(([, s]) => s.expected.findings.flatMap((f) => f.fields ?? [])),
    );
    expect([...fields].toSorted()).toEqual(
      [
        'name',
        'organizationName',
        'email',
        'phone',
        'archived',
        'amount',
        'currency',
        'date',
        'contact',
        'projects',
        'status',
        'frequency',
        'startDate',
      ].toSorted(),
    );
  });

  it('both sides of unreadable', () => {
    const unreadable = scenarios
      .map(([name]) => name)
      .filter((name) => name.startsWith('unreadable-'));
    for (const side of ['raise', 'crm']) {
      for (const type of ['donor', 'gift', 'schedule']) {
        expect(
          unreadable.some((name) =>
            name.startsWith(
              `unreadable-${side}-${type === 'donor' && side === 'crm' ? 'contact' : type}`,
            ),
          ),
          `${side} ${type}`,
        ).toBe(true);
      }
    }
  });

  it('each title and each name once', () => {
    expect(new Set(scenarios.map(([, s]) => s.title)).size).toBe(scenarios.length);
  });
});

/** Pairs of state and cause that product.md section 2 or decision 0002 limit to some of the state's record types. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  raise_records_share_target: ['gift', 'recurring_gift'],
  crm_gifts_exceed_gift: ['gift'],
  not_one_household: ['donor'],
  refers_to_other_record: ['donor', 'gift', 'recurring_gift'],
  one_way_link: ['donor'],
  wrong_contact: ['gift'],
  archived_or_erased: ['donor'],
  status_not_synced: ['gift', 'recurring_gift'],
  campaign_not_synced: ['gift', 'recurring_gift'],
  possible_manual_entry: ['gift'],
  possibly_merged_in_raise: ['donor'],
};

function canNotOccur(triple: string): boolean {
  const [type = '', , cause = ''] = triple.split(' ');
  return ONLY[cause] !== undefined && !ONLY[cause].includes(type);
}

function isAbout(stated: StatedFinding, finding: ExpectedFinding): boolean {
  return (['recordType', 'state', 'raiseId', 'crmId'] as const).every(
    (member) => stated[member] === finding[member],
  );
}

function narrow(finding: ExpectedFinding, to: StatedFinding): Record<string, unknown> {
  const { fieldNames, ...rest } = finding;
  const whole: Record<string, unknown> = { ...rest, fields: fieldNames.toSorted() };
  return Object.fromEntries(Object.keys(to).map((member) => [member, whole[member]]));
}

function sorted(findings: readonly object[]): object[] {
  const text = (finding: object): string =>
    JSON.stringify(Object.entries(finding).toSorted(([a], [b]) => a.localeCompare(b)));
  return findings.toSorted((a, b) => text(a).localeCompare(text(b)));
}
