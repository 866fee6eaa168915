import { expect, test } from 'vitest';
import type { LastRun } from '../../src/contract/workspaces.ts';
import { goingKind, statusOf } from '../../src/renderer/shell/workspace-status.ts';
import { NOW_MS, OFFLINE, REFUSED, statusFor, wait, YIELDING } from './run-facts.ts';

const interrupted: LastRun = {
  runId: 'r1',
  state: 'interrupted',
  status: null,
  stop: null,
  asOfUtc: '2026-11-24T10:00:00.000Z',
  actionable: null,
  findings: null,
};

test.each([
  [{}, 'running'],
  [{ crm: YIELDING }, 'running'],
  [{ crm: wait(2) }, 'running'],
  [{ crm: wait(60) }, 'waiting'],
  [{ raise: wait(60, 'waiting_for_quota'), crm: YIELDING }, 'waiting'],
  [{ raise: wait(60), crm: OFFLINE }, 'offline'],
] as const)('an audit whose paces are %j is %s', (paces, kind) => {
  expect(goingKind(statusFor({}, paces), NOW_MS)).toBe(kind);
});

test('a paused one is paused, whatever the products do; one that has ended is none', () => {
  expect(goingKind(statusFor({ state: 'paused' }, { crm: OFFLINE }), NOW_MS)).toBe('paused');
  expect(goingKind(statusFor({ state: 'needs_sign_in' }, { crm: REFUSED }), NOW_MS)).toBeNull();
});

test('a token that was refused shows until somebody goes on, here or elsewhere', () => {
  const refused = statusFor({ state: 'needs_sign_in' }, { crm: REFUSED });
  const kindOf = (lastRun: LastRun, live = refused): string => statusOf({ lastRun }, live).kind;
  expect(kindOf(interrupted)).toBe('needs_sign_in');
  expect(kindOf(interrupted, statusFor({}))).toBe('running');
  expect(kindOf({ ...interrupted, state: 'finished', status: 'not_verified' })).toBe(
    'not_verified',
  );
  expect(kindOf({ ...interrupted, runId: 'r2' })).toBe('interrupted');
});

test('a run that nobody here is at is another program’s', () => {
  const running: LastRun = { ...interrupted, state: 'running' };
  expect(statusOf({ lastRun: running }, undefined).kind).toBe('elsewhere');
  const other = statusFor({ state: 'finished', runId: 'r0' });
  expect(statusOf({ lastRun: running }, other).kind).toBe('elsewhere');
  // Of one that has just ended here, the list is a moment old.
  expect(statusOf({ lastRun: running }, statusFor({ state: 'finished' })).kind).toBe('running');
});

test('one whose token was refused in an earlier session still asks for another', () => {
  const stop = {
    kind: 'sign_in_refused',
    product: 'crm',
    sentence: 'CRM+ refused the token.',
  } as const;
  expect(statusOf({ lastRun: { ...interrupted, stop } }, undefined).kind).toBe('needs_sign_in');
  expect(statusOf({ lastRun: interrupted }, undefined).kind).toBe('interrupted');
});
