import { describe, expect, test } from 'vitest';
import type { Paces } from '../../src/core/model/run-stop.ts';
import {
  BOTH_RUNNING,
  saidStates,
  standingIn,
} from '../../src/renderer/pages/audit/said-states.ts';
import { NOW_MS, OFFLINE, REFUSED, RUNNING, wait, YIELDING } from './run-facts.ts';

/** What is said of CRM+ after each of these states, a second apart. */
function saidOfCrm(states: readonly Paces['crm'][]): string[] {
  let said = BOTH_RUNNING;
  return states.map((crm, second) => {
    said = saidStates(said, { raise: RUNNING, crm }, NOW_MS + second * 1000);
    return said.crm.kind;
  });
}

describe('what is said of a product', () => {
  test('is nothing while its calls leave, nor for a short wait', () => {
    expect(saidOfCrm([RUNNING, wait(3), RUNNING])).toEqual(['running', 'running', 'running']);
  });

  test('is a long wait, to its end', () => {
    const long = wait(7);
    expect(saidOfCrm([long, long, long, long, long, long, RUNNING])).toEqual([
      ...Array<string>(6).fill('waiting_for_server'),
      'running',
    ]);
  });

  test('is a wait that short ones follow at once', () => {
    expect(saidOfCrm([wait(8), wait(4), wait(5), RUNNING, wait(5)])).toEqual([
      ...Array<string>(3).fill('waiting_for_server'),
      'running',
      'running',
    ]);
  });

  test.each([YIELDING, OFFLINE, REFUSED, { kind: 'paused' } as const])('is $kind', (state) => {
    expect(saidOfCrm([state])).toEqual([state.kind]);
  });
});

describe('what holds an audit back', () => {
  test('is nothing while calls leave, and while a person holds it', () => {
    expect(standingIn(BOTH_RUNNING)).toBeNull();
    expect(standingIn({ raise: { kind: 'paused' }, crm: { kind: 'paused' } })).toBeNull();
  });

  test.each([
    [wait(60), RUNNING, 'waiting_for_server', ['raise']],
    [wait(60), wait(60, 'waiting_for_quota'), 'waiting_for_quota', ['crm']],
    [YIELDING, OFFLINE, 'offline', ['crm']],
    [OFFLINE, OFFLINE, 'offline', ['raise', 'crm']],
    [REFUSED, OFFLINE, 'needs_sign_in', ['raise']],
  ] as const)('is the most pressing: %j, %j', (raise, crm, kind, products) => {
    expect(standingIn({ raise, crm })).toEqual({ kind, products });
  });
});
